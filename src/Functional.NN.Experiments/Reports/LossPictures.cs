using System.Collections.Immutable;
using System.Numerics;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>The loss around the way of a run: along the line from its first θ to its last, and over a plane through both and a saved one between. Where that would take long, fewer samples are asked, or it is left out.</summary>
/// <remarks>Goodfellow, Vinyals and Saxe 2015; Li et al. 2018.</remarks>
internal sealed class LossPictures<T>(RunRecord record, PreparedTraining<T> prepared, Model<T> model, Compute compute) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double From = -0.25, To = 1.25;

    private readonly Trainer<T> _trainer = prepared.Trainer(compute);

    /// <summary>The pictures; none where the first and the last θ are the same, or one is not finite.</summary>
    public ImmutableArray<Picture> All()
    {
        var first = _trainer.Initialize(prepared.Experiment.Key).Parameters;
        if (!first.IsFinite || !model.Parameters.IsFinite || first == model.Parameters) return [];
        try
        {
            return [.. new Picture?[] { Line(first), Plane(first) }.OfType<Picture>()];
        }
        catch (NNException)
        {
            return [];
        }
    }

    private LineChart? Line(Parameters<T> first)
    {
        if (LossSamples.Count(prepared.Experiment.Network, LossSamples.LinePoints, prepared.Training.Count) is not (> 0 and var samples)) return null;
        var slice = _trainer.LossAlong(model, Batch(samples), first, model.Parameters, LossSamples.LinePoints, From, To);
        return slice.Picture("Loss along the line from the first θ to the last") with { NamesAtEnds = false, Notes = [Invariant.Text($"α = 0 is θ as it was drawn, α = 1 as it was trained; {samples:N0} training samples in evaluation mode. {Between(slice.Barrier)}")] };
    }

    /// <summary>A plane through the first θ, the last, and the earliest saved one that is not on their line.</summary>
    private PlaneMap? Plane(Parameters<T> first)
    {
        int samples = LossSamples.Count(prepared.Experiment.Network, LossSamples.PlanePoints * LossSamples.PlanePoints, prepared.Training.Count);
        if (samples == 0) return null;
        var way = model.Parameters + -first;
        var saved = Saved().ToList();
        if (saved.Select(θ => Aside(θ + -first, way)).OfType<Parameters<T>>().FirstOrDefault() is not { } aside) return null;
        var range = PlaneRange.Of(nameof(LossPlane), LossSamples.PlanePoints, From, To);
        var plane = LossPlane.Of(Loss(samples), first, way, aside, range, PlaneRange.Of(nameof(LossPlane), LossSamples.PlanePoints, -0.75, 0.75));
        var picture = plane.Picture("Loss over a plane through the way of the run", "from the first θ (0) to the last (1)", "aside from that, as long", [new("first, saved, last", [first, .. saved, model.Parameters])]);
        return picture with { Notes = [Invariant.Text($"The plane holds the first θ, the last, and the earliest saved one; {samples:N0} training samples in evaluation mode.")] };
    }

    private static string Between(double barrier) => barrier switch
    {
        > 0 => "Between the two the loss rises above both.",
        <= 0 => "Between the two the loss never rises above both.",
        _ => "Between the two the loss is not a number everywhere.",
    };

    private Func<Parameters<T>, double> Loss(int samples)
    {
        var batch = Batch(samples);
        return θ => _trainer.Evaluate(model.With(θ), batch).Loss;
    }

    /// <summary>The θ of the saved states, the earliest first, without the last model's.</summary>
    private IEnumerable<Parameters<T>> Saved() =>
        record.Folder.CheckpointSteps().Reverse().Select(step => record.Checkpoint<T>(step, out var state) is null ? state?.Train.Model.Parameters : null).OfType<Parameters<T>>().Where(θ => θ.IsFinite && θ != model.Parameters);

    /// <summary>The part of a way across another, as long as that; none where there is next to nothing of it.</summary>
    private static Parameters<T>? Aside(Parameters<T> θ, Parameters<T> way)
    {
        var across = θ + way * (-θ.Dot(way) / way.Dot(way));
        return across.Norm > 1e-3 * way.Norm ? across * (way.Norm / across.Norm) : null;
    }

    /// <summary>Samples of the training set with equal distances, the same for every run on it.</summary>
    private Batch<T> Batch(int samples) => prepared.Training.Read([.. Enumerable.Range(0, samples).Select(i => (int)((long)i * prepared.Training.Count / samples))]);
}

/// <summary>How many samples may be asked for a picture of the loss.</summary>
internal static class LossSamples
{
    /// <summary>How many points of a line are looked at.</summary>
    public const int LinePoints = 25;

    /// <summary>How many points of a plane are looked at in either direction.</summary>
    public const int PlanePoints = 17;

    private const int Most = 256, Fewest = 16;

    /// <summary>Multiply-adds, and as many numbers read, for a picture: a tenth of a second as a rule.</summary>
    private const long Budget = 400_000_000;

    /// <summary>As many as there are and the budget allows; 0 where those would be too few to say anything.</summary>
    /// <param name="network">what is asked</param>
    /// <param name="points">at how many θ</param>
    /// <param name="available">how many samples there are</param>
    public static int Count(Network network, int points, int available)
    {
        long each = MultiplyAdds.OfStep(network) / 3 + network.Input.Size + network.Output.Size, perPoint = Budget / points - 4L * network.Layout.Size;
        int samples = (int)Math.Clamp(perPoint / each, 0, Math.Min(Most, available));
        return samples >= Math.Min(Fewest, available) ? samples : 0;
    }
}
