using System.Text;

namespace Functional.NN.Experiments;

/// <summary>An experiment's file as a tree in which single fields can be changed: what options and the axes of sweeps edit.</summary>
public sealed class ExperimentDocument
{
    private readonly ObjectNode _root;
    private readonly LayerTypes _types;

    private ExperimentDocument(ObjectNode root, string name, string? folder, LayerTypes types) => (_root, Name, Folder, _types) = (root, name, folder, types);

    /// <summary>What sentences call it: the file's path.</summary>
    public string Name { get; }

    /// <summary>The folder of the file, if it is one.</summary>
    public string? Folder { get; }

    /// <summary>What "sweep" says, with its places, if the file has it.</summary>
    internal DocumentNode? Sweep => _root[ExperimentReader.Sweep];

    /// <summary>The whole tree.</summary>
    internal ObjectNode Root => _root;

    /// <summary>Whether the file says which fields are varied.</summary>
    public bool HasSweep => Sweep is not null;

    /// <summary>The tree of a file.</summary>
    /// <param name="path">the file</param>
    /// <param name="types">what may be named; <see cref="ExperimentTypes.Default"/> unless told</param>
    /// <exception cref="DataException">It cannot be read or is not JSON; the sentence names the line and the column.</exception>
    public static ExperimentDocument Read(string path, LayerTypes? types = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Of(new TextSource(path, Bytes(path)), Path.GetDirectoryName(Path.GetFullPath(path)), types);
    }

    /// <summary>The tree of a text.</summary>
    /// <param name="json">the text</param>
    /// <param name="name">what sentences call it</param>
    /// <param name="types">what may be named; <see cref="ExperimentTypes.Default"/> unless told</param>
    /// <exception cref="DataException">It is not JSON; the sentence names the line and the column.</exception>
    public static ExperimentDocument Parse(string json, string name = "experiment", LayerTypes? types = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Of(new TextSource(name, Encoding.UTF8.GetBytes(json)), null, types);
    }

    /// <summary>The tree with another value in one place.</summary>
    /// <param name="path">names joined by dots, with places of lists from 0 in brackets: <c>optimizer.learningRate</c>, <c>network.layers[2].units</c>, <c>parameters.width</c>, <c>seed</c></param>
    /// <param name="value">JSON, or a text without quotes: <c>0.1</c>, <c>[300, 100]</c>, <c>{"type": "Sgd", "learningRate": 0.1}</c>, <c>cosine</c></param>
    /// <exception cref="NNException">There is no such place, or the value is not JSON; the sentence names the nearest right one.</exception>
    public ExperimentDocument With(string path, string value)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(value);
        var source = new TextSource($"{path}={value}", Encoding.UTF8.GetBytes(value)) { IsArgument = true };
        return With(path, DocumentPath.Value(source));
    }

    /// <summary>The tree with another value in one place.</summary>
    internal ExperimentDocument With(string path, DocumentNode value) => new(new DocumentPath(path, Name, _types).Put(_root, value), Name, Folder, _types);

    /// <summary>The experiment it says, checked as a whole.</summary>
    /// <param name="places">where data are looked for, if the network's form follows from files; the usual folders, and the file's own, unless told</param>
    /// <exception cref="DataException">Something in it is wrong; the sentence names the line and the column.</exception>
    public Experiment ToExperiment(DataPlaces? places = null)
    {
        places ??= DataPlaces.Usual;
        return new ExperimentReader(places with { Beside = places.Beside ?? Folder }, _types).Read(_root);
    }

    /// <summary>The tree as JSON; comments are gone.</summary>
    public string ToJson() => DocumentWriter.Text(_root);

    /// <summary>The tree of a text in UTF-8.</summary>
    internal static ExperimentDocument Of(TextSource source, string? folder, LayerTypes? types)
    {
        var node = DocumentReader.Read(source, DocumentLimits.Written);
        if (node is not ObjectNode root) throw node.Error($"an experiment must be an object with {string.Join(", ", ExperimentReader.Names)}; got {node.Shown()}.");
        ExperimentParameters.CheckUsed(root.Without(ExperimentReader.Sweep), ExperimentReader.Declared(root));
        return new(root, source.Name, folder, types ?? ExperimentTypes.Default);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > DocumentLimits.Written.Bytes) throw new DataException(Invariant.Text($"{path}: the file has {file.Length} bytes; experiments of at most {DocumentLimits.Written.Bytes} are read."));
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException($"{path}: the file cannot be read; the system says: {e.Message}", e);
        }
    }
}
