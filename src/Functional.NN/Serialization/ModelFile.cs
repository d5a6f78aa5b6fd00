namespace Functional.NN;

/// <summary>Models in files: one safetensors file with every block of θ and of the state under its path, and the network's JSON in its metadata.</summary>
public static class Model
{
    private const string NetworkKey = "network";

    /// <summary>Writes a model; a file that is there is replaced only when the new one is complete.</summary>
    public static void Save<T>(this Model<T> model, string path) where T : unmanaged, IBinaryFloatingPointIeee754<T> => model.ToSafetensors().Write(path);

    /// <summary>A model as the contents of a safetensors file.</summary>
    public static SafetensorsFile ToSafetensors<T>(this Model<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var blocks = model.Parameters.Layout.Select(block => new NamedTensor(block.Path, model.Parameters.Block(block)));
        var state = model.State.Blocks.Select(block => new NamedTensor(block.Key, block.Value));
        return SafetensorsFile.Of(blocks.Concat(state), [KeyValuePair.Create(RunStateFormat.FormatKey, "Functional.NN 1"), KeyValuePair.Create(NetworkKey, model.Network.ToJson())]);
    }

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">the file</param>
    /// <param name="types">layers of yours that the network may name</param>
    /// <exception cref="DataException">The file is missing, damaged, or holds no network.</exception>
    public static Model<T> Load<T>(string path, LayerTypes? types = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var file = Read(path);
        if (!file.Metadata.TryGetValue(NetworkKey, out string? json))
            throw new DataException($"{path}: the file holds tensors but no network; it was written by another program. Give the network: Model.Load(path, network).");
        try
        {
            return Of<T>(file, Network.FromJson(json, types), path);
        }
        catch (NNException e) when (e is not DataException || !e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new DataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads the numbers of a network from a safetensors file, whoever wrote it: the tensors must be called as the network's blocks are.</summary>
    public static Model<T> Load<T>(string path, Network network) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Of<T>(Read(path), network, path);
    }

    private static SafetensorsFile Read(string path) => SafetensorsFile.Read(path) is var file && file.Metadata.GetValueOrDefault(RunStateFormat.FormatKey) == RunStateFormat.Format
        ? throw new DataException($"{path}: the file holds where a run stands, and a model was wanted. Read it with RunState.Load and take its Best.Model.") : file;

    private static Model<T> Of<T>(SafetensorsFile file, Network network, string path) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var wanted = network.Layout.Select(block => block.Path).Concat(network.StateSpecs.Select(spec => spec.Name)).ToHashSet();
        foreach (var tensor in file.Tensors)
            if (!wanted.Contains(tensor.Name)) throw new DataException($"{path}: the network has no block \"{tensor.Name}\"; it has {string.Join(", ", wanted)}.");
        var blocks = network.Layout.Select(block => Read<T>(file, block.Path, block.Shape, path).Reshape(block.Shape.Size));
        var θ = new Parameters<T>(network.Layout, network.Layout.Count == 0 ? Tensor.Zeros<T>(Shape.Of(0)) : Tensor.Concat(0, blocks));
        var state = new NetworkState<T>(network.StateSpecs.Select(spec => KeyValuePair.Create(spec.Name, Read<T>(file, spec.Name, spec.Shape, path))));
        return new Model<T>(network, θ, state);
    }

    private static Tensor<T> Read<T>(SafetensorsFile file, string name, Shape shape, string path) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tensor = file.Find(name) ?? throw new DataException($"{path}: there is no tensor \"{name}\", which the network needs.");
        if (tensor.Shape != shape) throw new DataException($"{path}: \"{name}\" is {tensor.Shape}, the network needs {shape}.");
        return tensor is Tensor<T> || tensor is Tensor<float> ? tensor.Cast<T>()
            : throw new DataException($"{path}: \"{name}\" is in double and would be rounded. Load it as double, and Cast<float>() if that is meant.");
    }
}
