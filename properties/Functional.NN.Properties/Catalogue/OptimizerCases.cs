namespace Functional.NN.Properties.Catalogue;

/// <summary>Every optimizer of the catalogue, with constants that do not leap away.</summary>
internal static class OptimizerCases
{
    public static IMinimizer[] All { get; } =
    [
        .. FirstOrderCases.All,
        new Newton(), new Newton(NewtonCurvature.AsIs, 0.5), new Newton(NewtonCurvature.Absolute, 0.1, new StrongWolfe()), new ConjugateGradient(), new ConjugateGradient(ConjugateRule.FletcherReeves, RestartEvery: 3),
        new Bfgs(), new Bfgs(new Backtracking(), Scaled: false), new Lbfgs(), new Lbfgs(2, new Backtracking()), new GaussNewton(), new LevenbergMarquardt(), new LevenbergMarquardt(0.1, StepScale.Identity, 5),
    ];
}
