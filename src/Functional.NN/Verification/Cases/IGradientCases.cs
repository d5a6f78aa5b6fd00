namespace Functional.NN;

/// <summary>Something that offers gradients to be checked.</summary>
/// <remarks>
/// <c>fnn verify gradients --assembly my.dll</c> makes every public class of the assembly that implements this and has a constructor without parameters,
/// and checks what it offers: layers and losses at the shapes and constants they are made for, whole networks, functions with gradients written by hand.
/// <code>
/// public sealed class MyCases : IGradientCases
/// {
///     public IEnumerable&lt;GradientCase&gt; GradientCases => [GradientCase.Layer(new MyLayer(7), [7]), GradientCase.Loss(new MyLoss(), prediction, target)];
/// }
/// </code>
/// The same cases in the same order each time; they may be made one after the other (<c>yield return</c>).
/// </remarks>
public interface IGradientCases
{
    /// <summary>What is to be checked.</summary>
    IEnumerable<GradientCase> GradientCases { get; }
}
