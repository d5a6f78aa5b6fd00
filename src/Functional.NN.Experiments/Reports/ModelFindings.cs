using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>What a trained model is seen to do.</summary>
internal sealed record ModelFindings
{
    /// <summary>Nothing could be seen.</summary>
    /// <param name="why">why not, in a sentence</param>
    public static ModelFindings None(string why) => new() { Missing = why };

    /// <summary>Why some of it is missing.</summary>
    public string? Missing { get; init; }

    /// <summary>What was decided for each class of the test set; none where there are no classes.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>The names of the classes.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>The worst mistakes, the highest loss first.</summary>
    public ImmutableArray<Mistake> Mistakes { get; init; } = [];

    /// <summary>How many mistakes there are in all.</summary>
    public int MistakeCount { get; init; }

    /// <summary>The weights of the first layer as images, where they can be seen as such.</summary>
    public ImageGrid? Filters { get; init; }

    /// <summary>The loss around the way from the first θ to the last.</summary>
    public ImmutableArray<Picture> Losses { get; init; } = [];

    /// <summary>The learning rate over the steps.</summary>
    public ImmutableArray<ChartPoint> Rates { get; init; } = [];
}
