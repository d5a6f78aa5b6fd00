namespace Functional.NN;

/// <summary>A way to change inputs a little so that a loss becomes large.</summary>
[DescriptionKind("attack")]
public interface IAttack
{
    /// <summary>x̃ near x with a larger loss.</summary>
    /// <param name="loss">(N × input shape) to the loss, a single number</param>
    /// <param name="x">(N × input shape)</param>
    /// <param name="uniform">gives independent numbers uniform in [−1, 1), of a shape (N × …), for attacks that begin at random</param>
    Var Perturb(Func<Var, Var> loss, Var x, Func<Shape, Var> uniform);
}
