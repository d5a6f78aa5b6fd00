using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>The closed forms tell neighbours apart: what is nearly the same rule, or the same with a constant wrong by a thousandth, does not pass for it.</summary>
public class NeighbourLaws
{
    private static readonly Dictionary<string, (IOptimizer Rule, IOptimizer Neighbour)> Pairs = new()
    {
        ["momentum and Nesterov's"] = (new Momentum(0.1), new Nesterov(0.1)),
        ["momentum and a dampened one"] = (new Momentum(0.1), new DampenedMomentum(0.1, 0.9, 0.001)),
        ["momentum inside and outside of a falling rate"] = (new Momentum(new LinearDecay(0.1, 9)), new DampenedMomentum(new LinearDecay(0.1, 9))),
        ["AdaGrad's two places of epsilon"] = (new AdaGrad(0.1, 1e-3), new AdaGradEpsilonInside(0.1, 1e-3)),
        ["AdaGrad and RMSProp"] = (new AdaGrad(0.1), new RmsProp(0.1)),
        ["RMSProp, centred and not"] = (new RmsProp(0.1), new RmsProp(0.1, Centered: true)),
        ["RMSProp's two places of epsilon"] = (new RmsProp(0.1, 0.9, 1e-3), new RmsPropEpsilonInside(0.1, 0.9, 1e-3)),
        ["Adam's two epsilons"] = (new Adam(0.1, Epsilon: 1e-3), new AdamEpsilonHat(0.1, EpsilonHat: 1e-3)),
        ["Adam's betas swapped"] = (new Adam(0.1), new Adam(0.1, 0.999, 0.9)),
        ["Adam with another rate by a thousandth"] = (new Adam(0.1), new Adam(0.1001)),
        ["Adam with another beta by a thousandth"] = (new Adam(0.1), new Adam(0.1, 0.9009)),
        ["Adam and AMSGrad"] = (new Adam(0.1, 0.9, 0.9), new AmsGrad(0.1, 0.9, 0.9)),
        ["Adam and NAdam"] = (new Adam(0.1), new NAdam(0.1)),
        ["Adam and RAdam"] = (new Adam(0.1, 0.9, 0.9), new RAdam(0.1, 0.9, 0.9)),
        ["Adam and AdaMax"] = (new Adam(0.1), new AdaMax(0.1)),
        ["decays coupled and decoupled"] = (new AdamW(0.1, 0.1), new Adam(0.1).WithWeightDecay(0.1)),
        ["Lion's betas swapped"] = (new Lion(0.1), new Lion(0.1, 0.99, 0.9)),
        ["an average of squares that begins elsewhere"] = (new AdaGrad(0.1), new AdaGrad(0.1, InitialSquare: 1e-3)),
        ["averaged descent with another power"] = (new Asgd(0.1, 0.1), new Asgd(0.1, 0.1, 0.751)),
        ["AdaDelta with another decay"] = (new AdaDelta(), new AdaDelta(Decay: 0.9009)),
    };

    public static TheoryData<string> Names => [.. Pairs.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_neighbour_does_not_pass_for_the_rule(string name)
    {
        var (rule, neighbour) = Pairs[name];
        var form = StepForms.Of(rule)!;
        var walks = Walks.Of(Gen.Constant(rule), 10);
        Law.Holds(walks, c => StepChecks.FollowsItsSums(rule, form, c.θ, c.Gradients), tests: 10);
        Assert.True(Law.Fails(walks, c => StepChecks.FollowsItsSums(neighbour, form, c.θ, c.Gradients), 60));
    }
}
