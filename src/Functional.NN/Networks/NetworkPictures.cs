namespace Functional.NN;

public sealed partial class Network
{
    /// <summary>The layers as a graph in the DOT language of Graphviz: a box for each with its path, what it is, the shape of a sample it gives and its number of parameters; branches and residual bodies part and join, and shared layers are dashed.</summary>
    public string ToDot() => DotText.Of(NetworkGraph.Of(this));

    /// <summary>The same as a picture in SVG, which has the same bytes everywhere: the input above, outputs below.</summary>
    /// <remarks>A layer of somebody's own that holds others is one box.</remarks>
    public string ToSvg() => Drawing.GraphPicture.Of("Network", Sentence.Of($"A network from samples of {Input} to {Output} with {Layout.Size:N0} parameters; a box for each layer, the input above."), NetworkGraph.Of(this)).ToSvg();
}
