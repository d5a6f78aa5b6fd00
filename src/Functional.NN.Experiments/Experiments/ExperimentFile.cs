using System.Security.Cryptography;
using System.Text;

namespace Functional.NN.Experiments;

/// <summary>Experiments as JSON.</summary>
public static class ExperimentFile
{
    /// <summary>The canonical form.</summary>
    public static string ToJson(this Experiment experiment) => Description.ToJson(experiment) + "\n";

    /// <summary>The hash of the canonical form.</summary>
    public static string Sha256(this Experiment experiment) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(experiment.ToJson())));

    /// <summary>The experiment of a file.</summary>
    public static Experiment Read(string path, DataPlaces places, LayerTypes? types = null)
    {
        ArgumentNullException.ThrowIfNull(places);
        return Description.FromJson<Experiment>(RecordJson.ReadText(path), types);
    }
}
