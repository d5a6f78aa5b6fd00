using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>Elementwise operations that follow each other, as a plan puts them together: each reads operands and earlier results.</summary>
/// <param name="Shape">of every result</param>
/// <param name="Operands">the shapes of what is given, each broadcasting to it; the first has all of it</param>
/// <param name="Members">the operations, each with the numbers of its inputs: operands first, then earlier results</param>
/// <param name="Kept">which results are kept besides the last</param>
/// <param name="Seed">of the numbers</param>
internal sealed record StripCase(Shape Shape, ImmutableArray<Shape> Operands, ImmutableArray<(Primitive Operation, ImmutableArray<int> Inputs)> Members, ImmutableArray<bool> Kept, int Seed)
{
    private static readonly Primitive[] OfOne = [new Negate(), new Exp(), new Primitives.Tanh(), new Sqrt(), new Primitives.Relu(), new Abs(), new Heaviside(), new Power(3), new Primitives.Softsign()];

    private static readonly Primitive[] OfTwo = [new Add(), new Subtract(), new Multiply(), new Divide(), new Maximum(), new GreaterThan()];

    /// <summary>Over any shapes.</summary>
    public static Gen<StripCase> Any { get; } = Of(Lengths.Shapes(1, 4, 6000, empty: false), shape => Gen.Elements(shape, shape.With(0, 1), shape.Range(1, shape.Rank), Shape.Scalar, shape.With(shape.Rank - 1, 1)));

    /// <summary>Over images, with numbers for each channel and for all.</summary>
    public static Gen<StripCase> OfImages { get; } = Of(Lengths.Images.Where(shape => shape[0] > 0), shape => Gen.Elements(shape, shape, Shape.Of(shape[1], 1, 1), Shape.Scalar));

    public Tensor<T>[] Numbers<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Operands.Select((shape, i) => MixedNumbers.Of<T>(shape, Seed + i, Seed % 2 == 0))];

    /// <summary>Every result, one operation after the other, by the naive twins.</summary>
    public ImmutableArray<Tensor<T>> Results<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = Numbers<T>().ToList();
        foreach (var (operation, inputs) in Members) values.Add(OperationReference.Of(operation, [.. inputs.Select(i => values[i])]));
        return [.. values.Skip(Operands.Length)];
    }

    /// <summary>The operands that are read.</summary>
    public IEnumerable<int> Read => Enumerable.Range(0, Operands.Length).Where(operand => Members.Any(member => member.Inputs.Contains(operand)));

    /// <summary>True when nobody reads the result of a member, so that it must be kept.</summary>
    public bool IsUnread(int member) => !Members.Any(reader => reader.Inputs.Contains(Operands.Length + member));

    public override string ToString() => $"{Shape} of {string.Join(", ", Operands)}: {string.Join("; ", Members.Select(m => $"{m.Operation.Name}({string.Join(", ", m.Inputs)})"))}; seed {Seed}";

    private static Gen<StripCase> Of(Gen<Shape> shapes, Func<Shape, Gen<Shape>> operand) =>
        from shape in shapes
        from others in operand(shape).ArrayOf(3)
        from count in Gen.Choose(1, 7)
        from choices in Gen.Choose(0, 1_000_000).ArrayOf(3 * count)
        from kept in Draw.Coin.ArrayOf(count)
        from seed in Gen.Choose(0, 1_000_000)
        select new StripCase(shape, [shape, .. others], [.. Enumerable.Range(0, count).Select(i => Member(i, choices.AsSpan(3 * i, 3)))], [.. kept], seed);

    /// <summary>An operation whose first input has the whole shape: the first operand, or the result of an earlier member.</summary>
    private static (Primitive, ImmutableArray<int>) Member(int number, ReadOnlySpan<int> choice)
    {
        const int Operands = 4;
        int whole = choice[1] % (number + 1) is > 0 and var earlier ? Operands + earlier - 1 : 0, any = choice[2] % (Operands + number);
        return choice[0] % 3 == 0 ? (OfOne[choice[0] / 3 % OfOne.Length], [whole]) : (OfTwo[choice[0] / 3 % OfTwo.Length], choice[0] % 2 == 0 ? [whole, any] : [any, whole]);
    }
}
