namespace Functional.NN.Drawing;

/// <summary>Colours and typefaces of pictures, on light and on dark paper and in print.</summary>
/// <remarks>
/// The hues of the series are those of Okabe and Ito 2008, <i>Color universal design</i>, which people who do not see red and green tell apart; they are darker on light paper and lighter on dark paper than there, so that words in them can be read (WCAG 2.1: a contrast of 4.5 to 1).
/// Series differ in their dashes and markers too. Sizes are those of the picture at its own width.
/// </remarks>
internal static class ChartStyle
{
    public const double TitleSize = 15, AxisSize = 13, TickSize = 12;

    /// <summary>How many colours of series there are.</summary>
    public const int SeriesColours = 7;

    /// <summary>The variables, by name, on light and on dark paper.</summary>
    public static readonly IReadOnlyList<(string Name, string Light, string Dark)> Variables =
    [
        ("paper", "#ffffff", "#0d1117"), ("ink", "#1f2328", "#e6edf3"), ("faint", "#59636e", "#9aa4b0"), ("grid", "#e4e7eb", "#262c36"),
        ("c0", "#0072b2", "#56b4e9"), ("c1", "#b84c00", "#ff8c42"), ("c2", "#007a5a", "#35c79b"), ("c3", "#a8478a", "#e08fc4"), ("c4", "#7d6200", "#f0e442"), ("c5", "#59636e", "#b3bcc6"), ("c6", "#7a3b2e", "#d9a08e"),
        .. HeatColours.Variables,
    ];

    /// <summary>The rules that give the variables their colours in some part of a page.</summary>
    public static string Colours(string part) =>
        $"{part} {{ {Values(v => v.Light)} }}\n@media screen and (prefers-color-scheme: dark) {{ {part} {{ {Values(v => v.Dark)} }} }}";

    /// <summary>The rules of pictures.</summary>
    public static string Rules { get; } = string.Join('\n',
    [
        """
        .plot text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: var(--ink); font-size: 13px; }
        .plot .title { font-size: 15px; font-weight: 600; }
        .plot .tick { font-size: 12px; fill: var(--faint); }
        .plot .middle { text-anchor: middle; }
        .plot .end { text-anchor: end; }
        .plot .paper { fill: var(--paper); }
        .plot .grid { stroke: var(--grid); fill: none; }
        .plot .fine { stroke-width: 0.5; }
        .plot .frame { fill: none; stroke: var(--faint); }
        .plot .rule { stroke: var(--faint); stroke-dasharray: 4 3; fill: none; }
        .plot .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .plot .thin { stroke-width: 1; opacity: 0.45; }
        .plot .leader { stroke-width: 1; fill: none; }
        .plot .dashes { stroke-dasharray: 7 4; }
        .plot .dots { stroke-dasharray: 1 4; }
        .plot .dashdots { stroke-dasharray: 8 4 1 4; }
        .plot .ring { fill: none; stroke-width: 2; }
        .plot .mark { stroke: var(--paper); stroke-width: 1; }
        .plot .point { stroke: none; }
        .plot .band, .plot .bar { stroke: none; }
        .plot .band { opacity: 0.2; }
        .plot .bar { opacity: 0.75; }
        .plot .error { stroke: var(--ink); stroke-width: 1.5; fill: none; }
        .plot .touching { stroke: var(--paper); stroke-width: 1; }
        .plot .single { fill: var(--paper); stroke-width: 1.2; }
        .plot .small { font-size: 10px; }
        .plot .cell { font-size: 12px; }
        .plot .gap { stroke: var(--faint); stroke-width: 1.5; fill: none; }
        .plot .region { opacity: 0.22; stroke: none; fill-rule: evenodd; }
        .plot .boundary { fill: none; stroke: var(--ink); stroke-width: 1.2; }
        .plot .contour { fill: none; stroke: var(--ink); stroke-width: 0.6; opacity: 0.4; }
        .plot .casing { fill: none; stroke: var(--paper); stroke-width: 4.5; stroke-linejoin: round; stroke-linecap: round; opacity: 0.85; }
        .plot .node { fill: var(--paper); stroke: var(--faint); stroke-width: 1.2; }
        .plot .source { stroke: var(--c0); }
        .plot .constant { stroke-dasharray: 3 3; }
        .plot .join { stroke: var(--c2); }
        .plot .goal { stroke: var(--c1); stroke-width: 2; }
        .plot .edge { fill: none; stroke: var(--faint); stroke-width: 1.2; }
        .plot .tip { fill: var(--faint); stroke: none; }
        .plot .pixels { image-rendering: pixelated; }
        """,
        .. Enumerable.Range(0, SeriesColours).Select(i => $".plot .c{i} {{ stroke: var(--c{i}); }} .plot .f{i} {{ fill: var(--c{i}); }}"),
        HeatColours.Rules,
    ]);

    private static string Values(Func<(string Name, string Light, string Dark), string> colour) => string.Join(' ', Variables.Select(v => $"--{v.Name}: {colour(v)};"));
}
