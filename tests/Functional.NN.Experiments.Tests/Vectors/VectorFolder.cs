using Functional.NN.Tests;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments.Tests.Vectors;

/// <summary>A directory of vector files that is there for one test.</summary>
internal sealed class VectorFolder : IDisposable
{
    public VectorFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"fnn-vectors-{Guid.NewGuid():N}");

    /// <summary>The public vectors of the repository.</summary>
    public static string Public { get; } = Repository.Vectors();

    /// <summary>A case of the public vectors, to be changed.</summary>
    public static JsonObject Case(string family, string name) => Cases(family).Single(c => (string?)c["name"] == name);

    public static IEnumerable<JsonObject> Cases(string family) =>
        JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Public, family + ".json")))!.AsArray().Select(node => node!.DeepClone().AsObject());

    public VectorFolder With(string file, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, file), text);
        return this;
    }

    public VectorFolder With(string file, params IEnumerable<JsonObject> cases) => With(file, new JsonArray([.. cases.Select(c => c.DeepClone())]).ToJsonString());

    /// <summary>What becomes of one case.</summary>
    public static VectorResult Run(JsonObject given)
    {
        using var folder = new VectorFolder();
        return VectorRunner.Run(folder.With("one.json", given).Path).Families.Single().Results.Single();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
