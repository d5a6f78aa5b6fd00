using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Mutants;

/// <summary>Where numbers are put before a gradient is checked there: as drawn, onto kinks and ties, close beside them, or very near to or far from 0.</summary>
/// <param name="Name">how it prints</param>
/// <param name="Of">the numbers put there</param>
internal sealed record Placement(string Name, Func<Tensor<double>, Tensor<double>> Of)
{
    /// <summary>True where functions may saturate.</summary>
    public bool IsFarOut { get; private init; }

    private static readonly Placement AsDrawn = new("as drawn", x => x);

    /// <summary>Halves and whole numbers: zeros, corners at ½ and ±1, and many ties.</summary>
    private static readonly Placement OnKinks = new("on halves", Halves);

    /// <summary>10⁻⁹ to 10⁻⁵ from halves, to either side.</summary>
    private static readonly Gen<Placement> BesideKinks = from exponent in Gen.Choose(-9, -5)
                                                         from sign in Gen.Elements(-1.0, 1.0)
                                                         let distance = sign * Math.Pow(10, exponent)
                                                         select new Placement(FormattableString.Invariant($"{distance:0e+0} from halves"), x => Halves(x) + distance);

    /// <summary>In the proportion of 10⁻⁶ to 10⁶.</summary>
    private static readonly Gen<Placement> Scaled = from exponent in Gen.Choose(-6, 6)
                                                    let scale = Math.Pow(10, exponent)
                                                    select new Placement(FormattableString.Invariant($"times {scale:0e+0}"), x => x * scale) { IsFarOut = exponent > 0 };

    public static Gen<Placement> Any { get; } = Gen.Frequency((3, Gen.Constant(AsDrawn)), (2, Gen.Constant(OnKinks)), (2, BesideKinks), (2, Scaled));

    /// <summary>Those that leave positive numbers positive.</summary>
    public static Gen<Placement> KeepingSigns { get; } = Gen.Frequency((1, Gen.Constant(AsDrawn)), (1, Scaled));

    public override string ToString() => Name;

    private static Tensor<double> Halves(Tensor<double> x) => x.Map(number => Math.Round(2 * number) / 2);
}
