using System.Text;
using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>A graph in the DOT language of Graphviz.</summary>
internal static class DotText
{
    public static string Of(BoxGraph graph)
    {
        var text = new StringBuilder("digraph {\n  rankdir=TB;\n  node [shape=box, fontname=\"sans-serif\", fontsize=10];\n");
        for (int i = 0; i < graph.Boxes.Length; i++) text.Append(Sentence.Of($"  n{i} [label={Quoted([graph.Boxes[i].Title, .. graph.Boxes[i].Lines])}{Look(graph.Boxes[i])}];\n"));
        foreach (var arrow in graph.Arrows) text.Append(Sentence.Of($"  n{arrow.From} -> n{arrow.To};\n"));
        return text.Append("}\n").ToString();
    }

    private static string Look(GraphBox box)
    {
        string[] styles = [.. box.Kind is GraphBoxKind.Input or GraphBoxKind.Join ? ["rounded"] : (string[])[], .. box.Kind == GraphBoxKind.Output ? ["bold"] : (string[])[], .. box.Dashed || box.Kind == GraphBoxKind.Constant ? ["dashed"] : (string[])[]];
        return styles.Length == 0 ? "" : $", style=\"{string.Join(',', styles)}\"";
    }

    /// <summary>Lines as a quoted string, in which a backslash and a quotation mark are escaped.</summary>
    private static string Quoted(IEnumerable<string> lines) =>
        $"\"{string.Join("\\n", lines.Select(line => XmlText.Of(line).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)))}\"";
}
