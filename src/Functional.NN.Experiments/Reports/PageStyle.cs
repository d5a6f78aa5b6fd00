using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>How pages of reports look: in the colours of the reader's system, in one column or several as there is room, and in print.</summary>
internal static class PageStyle
{
    public static string Rules { get; } = string.Join('\n',
    [
        ":root { color-scheme: light dark; }",
        ChartStyle.Colours(":root"),
        ":root { --ground: #f4f6f8; --edge: #d4dae0; --bad: #b42318; }",
        "@media screen and (prefers-color-scheme: dark) { :root { --ground: #010409; --edge: #30363d; --bad: #ff8f80; } }",
        ChartStyle.Rules,
        """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 1440px; margin: 0 auto; padding: 20px 16px 48px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 19px; margin: 36px 0 10px; }
        h3 { font-size: 15px; margin: 0 0 8px; }
        a { color: var(--c0); }
        section section { margin: 0 0 36px; }
        section section h3 { font-size: 17px; }
        .grid + .under { margin-top: 14px; }
        p { margin: 0 0 10px; max-width: 80ch; overflow-wrap: anywhere; }
        .under { color: var(--faint); }
        .bad { color: var(--bad); font-weight: 600; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr)); gap: 12px; margin: 18px 0 0; padding: 0; }
        .tile { background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; padding: 10px 14px; min-width: 0; }
        .tile dt { color: var(--faint); font-size: 13px; }
        .tile dd { margin: 0; font-size: 22px; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .tile .small { display: block; font-size: 13px; font-weight: 400; color: var(--faint); }
        .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); gap: 16px; align-items: start; }
        .card { background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; margin: 0; padding: 12px; min-width: 0; }
        figure.card { padding: 0; overflow: hidden; }
        figure.card svg { display: block; width: 100%; height: auto; max-width: 680px; margin: 0 auto; }
        .card + .under, .card + p { margin-top: 8px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--grid); vertical-align: top; }
        thead th { color: var(--faint); font-weight: 600; font-size: 13px; vertical-align: bottom; }
        tbody th { font-weight: 400; color: var(--faint); min-width: 8ch; }
        tr.best td, tr.best th { font-weight: 600; color: var(--ink); }
        .number { text-align: right; white-space: nowrap; }
        .facts { width: 100%; }
        .facts th { white-space: nowrap; }
        .facts td { overflow-wrap: anywhere; }
        code, pre, .hash { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 13px; }
        pre { background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; margin: 0 0 12px; padding: 10px 14px; white-space: pre-wrap; overflow-wrap: anywhere; }
        .hash { overflow-wrap: anywhere; }
        .mistakes { display: grid; grid-template-columns: repeat(auto-fill, minmax(136px, 1fr)); gap: 12px; }
        .mistake { margin: 0; background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; padding: 8px; text-align: center; font-size: 13px; line-height: 1.35; min-width: 0; }
        .mistake img { width: 84px; height: auto; image-rendering: pixelated; border: 1px solid var(--edge); background: #000; }
        .mistake b { display: block; font-size: 14px; overflow-wrap: anywhere; }
        .mistake span { display: block; color: var(--faint); }
        td:last-child, th:last-child { padding-right: 0; }
        summary { cursor: pointer; margin: 0 0 10px; }
        footer { margin-top: 40px; color: var(--faint); font-size: 13px; }
        @media print {
          body { background: #ffffff; font-size: 12px; }
          main { max-width: none; padding: 0; }
          .grid { grid-template-columns: 1fr 1fr; }
          .card, .tile, .mistake, figure, tr { break-inside: avoid; }
          h2, h3 { break-after: avoid; }
        }
        """,
    ]);
}
