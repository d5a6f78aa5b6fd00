namespace Functional.NN;

/// <summary>The colours of charts on light and on dark paper; the curves' can be told apart without red and green.</summary>
/// <remarks>Okabe and Ito 2008, <i>Color universal design</i>: vermilion, blue, bluish green, reddish purple; on dark paper lighter ones of the same hues.</remarks>
internal static class ChartColours
{
    /// <summary>How many colours of curves there are.</summary>
    public const int Count = 4;

    public const string Style = """
        svg { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --grid: #e4e7eb; --c0: #d55e00; --c1: #0072b2; --c2: #00805e; --c3: #a8478a; }
        @media (prefers-color-scheme: dark) {
          svg { --paper: #0d1117; --ink: #e6edf3; --faint: #9aa4b0; --grid: #262c36; --c0: #ff8c42; --c1: #56b4e9; --c2: #35c79b; --c3: #e08fc4; }
        }
        text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink); }
        .title { font-size: 16px; font-weight: 600; }
        .axis, .legend { font-size: 14px; }
        .tick { font-size: 13px; fill: var(--faint); }
        .middle { text-anchor: middle; }
        .end { text-anchor: end; }
        .paper { fill: var(--paper); }
        .grid { stroke: var(--grid); }
        .frame { fill: none; stroke: var(--faint); }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .dashed { stroke-dasharray: 6 4; stroke-width: 1.5; }
        .c0 { stroke: var(--c0); }
        .c1 { stroke: var(--c1); }
        .c2 { stroke: var(--c2); }
        .c3 { stroke: var(--c3); }

        """;
}
