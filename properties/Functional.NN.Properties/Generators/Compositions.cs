using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of layers made of one or two drawn ones.</summary>
internal static class Compositions
{
    /// <param name="inner">what they are made of, for samples of a shape</param>
    /// <param name="input">the shape of a sample before them</param>
    public static Gen<ILayer> On(Func<Shape, Gen<ILayer>> inner, Shape input) =>
        from first in inner(input)
        from second in inner(first.OutputShape(input))
        from beside in inner(input)
        from kind in Gen.Choose(0, 6)
        select Composed(kind, input, first, second, beside);

    private static ILayer Composed(int kind, Shape input, ILayer first, ILayer second, ILayer beside) => kind switch
    {
        0 when Keeps(input, first, second) => new Residual(first, second),
        0 or 1 => new Sequential(first, second),
        2 when first.OutputShape(input) == input => new Repeat(first, 2),
        2 or 3 => new Frozen(first),
        4 => new Branch(first.Named("main"), beside.Named("side")),
        5 when first.OutputShape(input) == beside.OutputShape(input) => new ParallelLayers([first, beside], Join: Joining.Add),
        5 => new ParallelLayers(new Sequential(first, new Flatten()), new Sequential(beside, new Flatten())),
        _ => new Sequential(first.Named("inner")),
    };

    private static bool Keeps(Shape input, ILayer first, ILayer second) => second.OutputShape(first.OutputShape(input)) == input;
}
