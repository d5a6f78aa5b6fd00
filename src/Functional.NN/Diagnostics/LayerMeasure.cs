namespace Functional.NN;

/// <summary>A number measured of a layer, or of a block of θ.</summary>
/// <param name="Path">where it is in the network: <c>conv1</c>, <c>conv1.weight</c></param>
/// <param name="Value">the number</param>
public readonly record struct LayerMeasure(string Path, double Value);

/// <summary>How many of a layer's units, or of their activations, are of some kind.</summary>
/// <param name="Path">where the layer is in the network</param>
/// <param name="Found">how many are of that kind</param>
/// <param name="Total">how many there are</param>
public readonly record struct LayerShare(string Path, long Found, long Total)
{
    /// <summary>Found/Total; 0 where there are none.</summary>
    public double Share => Total == 0 ? 0 : (double)Found / Total;
}
