using System.Xml.Linq;
using Functional.NN.Drawing;

namespace Functional.NN.Tests.Seeing;

/// <summary>Losses along lines and over planes of parameters.</summary>
public class LossSliceTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(2);

    private static Parameters<double> Vector(params double[] numbers) => Parameters<double>.Of(Tensor.Of([numbers.Length], numbers));

    private static double Bowl(Parameters<double> θ) => θ.Vector[0] * θ.Vector[0] + 10 * θ.Vector[1] * θ.Vector[1];

    [Fact]
    public void Along_a_line_the_loss_is_that_of_the_points_between()
    {
        var slice = LossSlice.Along(Bowl, Vector(-1, 1), Vector(1, 0), points: 7, from: -0.25, to: 1.25);
        Assert.Equal([-0.25, 0, 0.25, 0.5, 0.75, 1, 1.25], slice.Points.Select(p => p.At));
        foreach (var (α, loss) in slice.Points) Assert.Equal((2 * α - 1) * (2 * α - 1) + 10 * (1 - α) * (1 - α), loss, 1e-12);
        Assert.Equal(0, slice.Barrier);
    }

    [Fact]
    public void A_barrier_is_what_rises_above_both_ends()
    {
        double Wells(Parameters<double> θ) => Math.Pow(θ.Vector[0] * θ.Vector[0] - 1, 2) + 0.25 * θ.Vector[0];
        var slice = LossSlice.Along(Wells, Vector(-1), Vector(1), points: 31);
        Assert.InRange(slice.Barrier, 0.74, 0.78);
        var picture = XDocument.Parse(slice.ToSvg()).Root!;
        Assert.Empty(DrawnText.Faults(picture));
        Assert.Contains("θb, where α = 1", DrawnText.Words(picture));
    }

    [Fact]
    public void Of_a_barrier_nothing_is_said_where_a_loss_between_is_not_a_number() =>
        Assert.Equal(double.NaN, LossSlice.Along(θ => Math.Abs(θ.Vector[0]) < 0.5 ? double.NaN : 1, Vector(-1), Vector(1), points: 31).Barrier);

    [Fact]
    public void A_trainer_gives_the_evaluated_loss_at_both_ends()
    {
        var network = new Network([3], new Dense(4), new BatchNorm(), new Tanh(), new Dropout(0.5), new Dense(2));
        var trainer = new Trainer<double>(network, Objective.Supervised(new MeanSquaredError(), new L2(0.1)), new Sgd(0.1));
        var (a, b) = (trainer.Initialize(Key), trainer.Initialize(Key.Fold(1)));
        var batch = new Batch<double>(Key.Fold(2).Normal<double>([6, 3]), Key.Fold(3).Normal<double>([6, 2]));
        var slice = trainer.LossAlong(a.Model, batch, a.Parameters, b.Parameters, points: 3, from: 0, to: 1);
        Assert.Equal([trainer.Evaluate(a.Model, batch).Loss, trainer.Evaluate(a.Model.With(b.Parameters), batch).Loss], [slice.Points[0].Loss, slice.Points[2].Loss]);
        var plane = trainer.LossOnPlane(a.Model, batch, b.Parameters, LossPlane.RandomDirection(a.Parameters, Key), points: 3);
        Assert.Equal(trainer.Evaluate(a.Model, batch).Loss, plane.Losses[4]);
        Assert.Equal(trainer.Evaluate(a.Model.With(a.Parameters + b.Parameters), batch).Loss, plane.Losses[5]);
    }

    [Fact]
    public void Over_a_plane_the_losses_are_row_by_row_and_positions_are_those_of_least_squares()
    {
        var plane = LossPlane.Of(θ => Bowl(θ) + θ.Vector[2], Vector(1, 2, 5), Vector(1, 0, 0), Vector(1, 1, 0), points: 5, from: -2, to: 2);
        Assert.Equal([-2, -1, 0, 1, 2], plane.Alphas.AsEnumerable());
        for (int j = 0; j < 5; j++)
            for (int i = 0; i < 5; i++)
                Assert.Equal(Math.Pow(1 + plane.Alphas[i] + plane.Betas[j], 2) + 10 * Math.Pow(2 + plane.Betas[j], 2) + 5, plane.Losses[5 * j + i], 1e-12);
        var at = plane.Position(Vector(1 + 0.5 - 1.5, 2 - 1.5, 99));
        Assert.Equal((0.5, -1.5), (Math.Round(at.Alpha, 12), Math.Round(at.Beta, 12)));
    }

    [Fact]
    public void A_plane_is_drawn_with_the_ways_through_it()
    {
        var plane = LossPlane.Of(θ => Bowl(θ) + 0.01, Vector(0, 0), Vector(1, 0), Vector(0, 1), points: 21);
        var picture = XDocument.Parse(plane.ToSvg(new LossPath<double>("descent", [Vector(-1, 1), Vector(0, 0.5), Vector(0, 0)]))).Root!;
        Place[] line = [.. DrawnText.Points(DrawnText.All(picture, "polyline").Single(p => p.Attribute("class")!.Value == "casing"))];
        var frame = DrawnText.All(picture, "rect").First(r => r.Attribute("class")!.Value == "frame");
        Assert.Equal(DrawnText.Number(frame, "x"), line[0].X);
        Assert.Equal(DrawnText.Number(frame, "y"), line[0].Y);
        Assert.Contains("loss (logarithmic)", DrawnText.Words(picture, " legend "));
        Assert.Empty(DrawnText.Faults(picture));
    }

    [Fact]
    public void Filters_of_a_normalised_direction_are_as_long_as_those_of_the_weights()
    {
        var network = new Network([2, 5, 5], new Conv2D(3, 2), new BatchNorm(), new Flatten(), new Dense(4));
        var θ = network.Initialize<double>(Key);
        var direction = LossPlane.FilterNormalized(LossPlane.RandomDirection(θ, Key.Fold("direction")), θ);
        static double Norm(Tensor<double> v) => Math.Sqrt((v * v).Sum().ToScalar());
        for (int i = 0; i < 3; i++) Assert.Equal(Norm(θ["0.weight"].Slice(0, i, 1)), Norm(direction["0.weight"].Slice(0, i, 1)), 1e-12);
        for (int i = 0; i < 4; i++) Assert.Equal(Norm(θ["3.weight"].Slice(1, i, 1)), Norm(direction["3.weight"].Slice(1, i, 1)), 1e-12);
        foreach (string path in (string[])["0.bias", "1.scale", "1.shift", "3.bias"])
            if (θ.Layout.Any(block => block.Path == path)) Assert.Equal(0, Norm(direction[path]));
        Assert.NotEqual(θ["0.weight"], direction["0.weight"]);
        Assert.Equal(direction, LossPlane.FilterNormalized(LossPlane.RandomDirection(θ, Key.Fold("direction")) * 7, θ) * 1, (a, b) => (a.Vector - b.Vector).ToArray().All(d => Math.Abs(d) < 1e-12));
    }

    [Fact]
    public void What_makes_no_line_or_plane_is_refused_in_a_sentence()
    {
        Assert.Contains("make no plane", Assert.Throws<NNException>(() => LossPlane.Of(Bowl, Vector(0, 0), Vector(1, 2), Vector(-2, -4))).Message, StringComparison.Ordinal);
        Assert.Contains("make no plane", Assert.Throws<NNException>(() => LossPlane.Of(Bowl, Vector(0, 0), Vector(0, 0), Vector(1, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("2 points or more, got 1", Assert.Throws<NNException>(() => LossSlice.Along(Bowl, Vector(0, 0), Vector(1, 1), points: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("got 1 to 0", Assert.Throws<NNException>(() => LossSlice.Along(Bowl, Vector(0, 0), Vector(1, 1), from: 1, to: 0)).Message, StringComparison.Ordinal);
        Assert.Contains("laid out for different networks", Assert.Throws<ShapeException>(() => LossSlice.Along(Bowl, Vector(0, 0), Vector(1, 1, 1))).Message, StringComparison.Ordinal);
    }
}
