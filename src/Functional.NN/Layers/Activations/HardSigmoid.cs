namespace Functional.NN;

/// <summary>y = min(1, max(0, x/6 + ½)): a sigmoid of three straight lines.</summary>
/// <remarks>Howard et al. 2019 (with sixths; Courbariaux, Bengio and David 2015 have x/2 + ½, Keras before version 3 had x/5 + ½). The derivative at both corners, x = ±3, is 0.</remarks>
public sealed record HardSigmoid : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Clamp(x / 6 + 0.5, 0, 1);
}
