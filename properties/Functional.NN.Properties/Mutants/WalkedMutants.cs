using System.Runtime.CompilerServices;
using FsCheck.Fluent;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties.Mutants;

/// <summary>Mutants of optimizers that a check of a walk must catch.</summary>
internal static class WalkedMutants
{
    public static IEnumerable<Mutant> On(Action<IOptimizer, Walk> check, IOptimizer right, (string Name, IOptimizer Wrong) a, (string Name, IOptimizer Wrong)? b = null, (string Name, IOptimizer Wrong)? c = null,
        (string Name, IOptimizer Wrong)? d = null, (string Name, IOptimizer Wrong)? e = null, (string Name, IOptimizer Wrong)? f = null, [CallerArgumentExpression(nameof(check))] string name = "") =>
        Mutant.Of("optimizer", NamedCheck<IOptimizer>.Over(Walks.Of(Gen.Constant(right)), check, name: name), right, new[] { a, b, c, d, e, f }.OfType<(string, IOptimizer)>());
}
