namespace Functional.NN.Course.Tests;

/// <summary>Claims about more knowledge, with a broken rule in the place of the right one.</summary>
public class GeneralizationTests
{
    [Fact]
    public void Linear_hidden_units_separate_nothing_that_the_inputs_do_not()
    {
        var findings = new HiddenSpace { Activation = new Identity() }.Show();
        Assert.Equal(Verdict.DidNotHold, findings["feature-space.xor"].Verdict);
        Assert.NotEqual(Verdict.Held, findings["feature-space.moons"].Verdict);
    }

    [Fact]
    public void An_ensemble_that_lets_one_member_speak_for_all_has_the_error_of_one()
    {
        var findings = new BaggedNets { Answer = (ensemble, x) => ensemble.Models[0].Predict(x) }.Show();
        Assert.Equal(Verdict.DidNotHold, findings["bagging.formula"].Verdict);
        Assert.NotEqual(Verdict.Held, findings["bagging.better-than-members"].Verdict);
    }

    [Fact]
    public void Tasks_that_weigh_nothing_teach_the_trunk_nothing() => Assert.NotEqual(Verdict.Held, Shown.VerdictOf(new SharedTrunk { Weight = 0 }, "multi-task.gain"));

    [Fact]
    public void Pseudo_labels_that_weigh_nothing_gain_nothing() => Assert.Equal(Verdict.NotDecided, Shown.VerdictOf(new PseudoLabelling { Objective = new(Weight: 0) }, "pseudo-labels.clouds"));

    [Fact]
    public void Training_against_an_attack_that_changes_nothing_does_not_help() =>
        Assert.NotEqual(Verdict.Held, Shown.VerdictOf(new AdversarialDigits { Against = new FastGradientSign(0) }, "adversarial.training-helps"));
}
