namespace Functional.NN;

/// <summary>The lines a check looks along, in the order in which it does.</summary>
internal readonly record struct CheckedLines(int Count, IEnumerable<Line> Lines)
{
    private const int PairsUnlessTold = 8;

    public static CheckedLines Of(GradientProblem problem, GradientCheckOptions options) => options.Coordinates switch
    {
        RandomDirections directions => problem.Point.All(x => x.Shape.Size == 0) ? new(0, []) : new(directions.Count, Directions(problem, options.Key.Fold("directions"), directions.Count)),
        SampledCoordinates sample => Coordinates(problem, Enumerable.Range(0, problem.Point.Length).Select(block => Drawn(options.Key.Fold("coordinates").Fold(block), problem.Point[block].Shape.Size, sample.PerBlock)).ToArray()),
        _ => Coordinates(problem, [.. problem.Point.Select(x => Enumerable.Range(0, x.Shape.Size))]),
    };

    /// <summary>How many pairs (ȳ, v) an adjoint check draws.</summary>
    public static int Pairs(GradientCheckOptions options) => options.Coordinates is RandomDirections directions ? directions.Count : PairsUnlessTold;

    private static CheckedLines Coordinates(GradientProblem problem, IEnumerable<int>[] places) =>
        new(places.Sum(p => p.Count()), places.SelectMany((of, block) => of.Select(place => new CoordinateLine(problem.Names[block], problem.Point, block, place))));

    private static IEnumerable<Line> Directions(GradientProblem problem, RandomKey key, int count) => Enumerable.Range(0, count).Select(i => new DirectionLine("direction", problem.Point, key.Fold(i), i));

    private static IEnumerable<int> Drawn(RandomKey key, int size, int count) => size <= count ? Enumerable.Range(0, size) : [.. key.Permutation(size).Take(count).Order()];
}
