using Functional.NN;

namespace BrokenLayers;

/// <summary>Offers cases: right ones, a wrong one, and then an end by an exception.</summary>
public sealed class OfferedCases : IGradientCases
{
    public IEnumerable<GradientCase> GradientCases
    {
        get
        {
            yield return GradientCase.Layer(new FiveByFiveBySeven(), [5, 5, 7], samples: 1);
            yield return GradientCase.Function("a cube with the gradient of a square", x => x[0] * x[0] * x[0], x => [2 * x[0]], [1.5]);
            yield return GradientCase.Function("a cube", x => x[0] * x[0] * x[0], x => [3 * x[0] * x[0]], [1.5]);
            throw new InvalidOperationException("there are no more.");
        }
    }
}
