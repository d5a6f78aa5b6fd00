namespace Functional.NN.Experiments;

/// <summary>The initialisers by name.</summary>
public static class NamedInitializers
{
    /// <summary>One line an initialiser.</summary>
    public static Registry<IInitializer> All { get; } = new("initialiser",
    [
        new("xavier", "uniform, by both fans", new Xavier()),
        new("xavier-normal", "normal, by both fans", new Xavier(InitialDistribution.Normal)),
        new("he", "normal, by the inputs, for rectifiers", new He()),
        new("he-uniform", "uniform, by the inputs, for rectifiers", new He(InitialDistribution.Uniform)),
        new("lecun", "normal, by the inputs", new LeCun()),
        new("lecun-uniform", "uniform, by the inputs", new LeCun(InitialDistribution.Uniform)),
        new("fan-in-uniform", "uniform within 2.4/inputs", new FanInUniform()),
        new("orthogonal", "orthonormal rows or columns", new Orthogonal()),
        new("sparse", "15 weights a unit, the others 0", new Sparse()),
        new("normal", "normal, standard deviation 0.01", new NormalValues(0.01)),
        new("uniform", "uniform within 0.05", new UniformValues(0.05)),
        new("zeros", "all 0", new Zeros()),
    ]);
}
