namespace Functional.NN.Cli.Tests;

/// <summary>An evaluation whose data have the garbage collector come between the batches, and other numbers put where memory became free.</summary>
/// <remarks>Optimised code holds nothing it no longer names, so a process of its own compiles everything at full speed at once (<c>DOTNET_TieredCompilation=0</c>).</remarks>
internal static class CollectedEvaluation
{
    private const int Samples = 24, Batch = 4;

    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Trainer<double> Trainer = new(new Network([3], new Dense(16), new Tanh(), new Dense(2)), new SquaredError(), new Sgd(0.1));

    /// <summary>Whether the measures are those without collections, several times over.</summary>
    public static bool IsTheSame()
    {
        Tensor<double> inputs = Key.Normal<double>([Samples, 3]), targets = Key.Fold("targets").Normal<double>([Samples, 2]);
        bool collects = false;
        var foreign = new List<double[]>();
        var data = Dataset.FromSource(Samples, [3], [2], indices =>
        {
            if (collects) foreign.AddRange(Foreign());
            return new Batch<double>(inputs.Gather(indices), targets.Gather(indices));
        });
        var model = Trainer.Initialize(Key).Model;
        var expected = Trainer.Evaluate(model, data, Batch);
        collects = true;
        return Enumerable.Range(0, 5).All(_ => Trainer.Evaluate(model, data, Batch).Equals(expected));
    }

    private static IEnumerable<double[]> Foreign()
    {
        GC.Collect();
        return [.. Enumerable.Range(0, 64).Select(_ =>
        {
            double[] numbers = GC.AllocateUninitializedArray<double>(Trainer.Network.Layout.Size + 8, pinned: true);
            Array.Fill(numbers, double.NaN);
            return numbers;
        })];
    }
}
