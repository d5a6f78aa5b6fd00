using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Functional.NN;

/// <summary>A tensor and what it is called in a file.</summary>
/// <param name="Name">any text but <c>__metadata__</c></param>
/// <param name="Tensor">of <c>float</c> or <c>double</c></param>
public sealed record NamedTensor(string Name, Tensor Tensor);

/// <summary>Named tensors and a map of texts, as a safetensors file holds them: a value, read from bytes and written to bytes.</summary>
/// <remarks>
/// <para>
/// The format is that of https://github.com/huggingface/safetensors (README, "Format"): 8 bytes with the length N of the header, little-endian; N bytes of JSON,
/// <c>{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …, "__metadata__": {"key": "text"}}</c>, which begin with <c>{</c> and may end in
/// spaces; then the numbers, little-endian and row-major, with offsets counted from the end of the header.
/// </para>
/// <para>
/// Reading is strict. A header of more than 100,000,000 bytes, a name or field that comes twice, an unknown field, offsets that overlap, leave a hole or do not fit
/// dtype × shape, and bytes after the last tensor are refused with a <see cref="DataException"/> that names the file and the fault, in time and memory bounded
/// by what the file really holds. F32 becomes <c>float</c> and F64 <c>double</c>, bit for bit, NaN and −0 included; F16 and BF16 become <c>float</c> exactly; other types are refused by name.
/// </para>
/// <para>
/// Written files hold F32 and F64, the F64 first, so that every number is aligned to its own size; the header keeps the order of <see cref="Tensors"/> and is
/// padded with spaces to a multiple of 8. The bytes are a function of the value. Read again, they give an equal value.
/// </para>
/// </remarks>
public sealed class SafetensorsFile : IEquatable<SafetensorsFile>
{
    internal const string MetadataKey = "__metadata__";

    private static readonly UTF8Encoding StrictText = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ImmutableDictionary<string, Tensor> _byName;

    private SafetensorsFile(ImmutableArray<NamedTensor> tensors, ImmutableSortedDictionary<string, string> metadata)
    {
        (Tensors, Metadata) = (tensors, metadata);
        _byName = tensors.ToImmutableDictionary(t => t.Name, t => t.Tensor, StringComparer.Ordinal);
    }

    /// <summary>No tensors and no metadata.</summary>
    public static SafetensorsFile Empty { get; } = Of([]);

    /// <summary>A file of these tensors, in this order.</summary>
    /// <param name="tensors">with names that differ</param>
    /// <param name="metadata">texts to keep beside the numbers; none when null</param>
    /// <exception cref="NNException">A name comes twice, is <c>__metadata__</c> or no valid text, or a tensor is of neither <c>float</c> nor <c>double</c>.</exception>
    public static SafetensorsFile Of(IEnumerable<NamedTensor> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ImmutableArray<NamedTensor> named = [.. tensors];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, tensor) in named)
        {
            CheckText("a tensor's name", name);
            if (name == MetadataKey) throw new NNException($"SafetensorsFile: no tensor can be called {MetadataKey}, that is where the format keeps its texts; choose another name.");
            if (!seen.Add(name)) throw new NNException($"SafetensorsFile: two tensors are called \"{name}\"; names must differ.");
            if (tensor is not (Tensor<float> or Tensor<double>)) throw new NNException($"SafetensorsFile: \"{name}\" must be a tensor of float or double; cast it first.");
        }
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in metadata ?? [])
        {
            CheckText("a metadata key", key);
            CheckText($"the metadata text of \"{key}\"", text);
            if (texts.ContainsKey(key)) throw new NNException($"SafetensorsFile: the metadata key \"{key}\" comes twice; keys must differ.");
            texts.Add(key, text);
        }
        return new SafetensorsFile(named, texts.ToImmutable());
    }

    /// <summary>The tensors, in the order of the header.</summary>
    public ImmutableArray<NamedTensor> Tensors { get; }

    /// <summary>The texts beside the tensors, sorted by key (ordinal).</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public Tensor this[string name] => Find(name) ?? throw new DataException($"SafetensorsFile: there is no tensor \"{name}\"; there are {Names()}.");

    /// <summary>The tensor of that name in a precision it must have in the file.</summary>
    /// <exception cref="DataException">There is none, or it is of the other precision.</exception>
    public Tensor<T> Get<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        this[name] as Tensor<T> ?? throw new DataException(
            $"SafetensorsFile: \"{name}\" is a tensor of {(this[name] is Tensor<float> ? "float" : "double")}, not of {(typeof(T) == typeof(float) ? "float" : typeof(T) == typeof(double) ? "double" : typeof(T).Name)}; take file[\"{name}\"].Cast to convert it.");

    /// <summary>The tensor of that name, or null when there is none.</summary>
    public Tensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>This file with a tensor more at the end, or, where the name exists, with another tensor in its place.</summary>
    public SafetensorsFile With(string name, Tensor tensor) =>
        Find(name) is null
            ? Of(Tensors.Add(new(name, tensor)), Metadata)
            : Of(Tensors.Select(t => t.Name == name ? new(name, tensor) : t), Metadata);

    /// <summary>This file with a text more, or with another text for a key that exists.</summary>
    public SafetensorsFile WithMetadata(string key, string text)
    {
        CheckText("a metadata key", key);
        return Of(Tensors, Metadata.SetItem(key, text));
    }

    /// <summary>The file at a path.</summary>
    /// <exception cref="DataException">There is none, it cannot be read, or it is not a safetensors file.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            return SafetensorsReader.Read(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException($"{path}: the file cannot be read; the system says: {e.Message}", e);
        }
    }

    /// <summary>The file that a stream holds from where it stands to its end.</summary>
    /// <param name="stream">need not be seekable; is left open</param>
    /// <param name="name">what errors call the file</param>
    /// <exception cref="DataException">It is not a safetensors file.</exception>
    public static SafetensorsFile Read(Stream stream, string name = "safetensors stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        return SafetensorsReader.Read(stream, name);
    }

    /// <summary>The file that these bytes are.</summary>
    /// <param name="bytes">the whole file</param>
    /// <param name="name">what errors call the file</param>
    /// <exception cref="DataException">They are not a safetensors file.</exception>
    public static SafetensorsFile FromBytes(ImmutableArray<byte> bytes, string name = "safetensors bytes")
    {
        using var stream = new MemoryStream(ImmutableCollectionsMarshal.AsArray(bytes) ?? [], writable: false);
        return SafetensorsReader.Read(stream, name);
    }

    /// <summary>Writes the file so that the path holds the old file or the whole new one, never a part: written beside it, flushed to the disk, renamed.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public void Write(string path) => WholeFile.Write(path, Write);

    /// <summary>Writes the file to a stream, which is left open.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsWriter.Write(this, stream);
    }

    /// <summary>The bytes of the file.</summary>
    public ImmutableArray<byte> ToBytes()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return ImmutableCollectionsMarshal.AsImmutableArray(stream.ToArray());
    }

    /// <summary>True when names, order, bits of all tensors, and texts are the same.</summary>
    public bool Equals(SafetensorsFile? other) => other is not null && Tensors.SequenceEqual(other.Tensors) && Metadata.SequenceEqual(other.Metadata);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SafetensorsFile);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var tensor in Tensors) hash.Add(tensor);
        foreach (var (key, text) in Metadata) hash.Add(HashCode.Combine(key, text));
        return hash.ToHashCode();
    }

    /// <summary>The names and shapes of the tensors.</summary>
    public override string ToString() => $"safetensors: {Names()}";

    private string Names() => Tensors.IsEmpty ? "no tensors" : string.Join(", ", Tensors.Take(8).Select(t => $"{t.Name} {t.Tensor.Shape}")) + (Tensors.Length > 8 ? ", …" : "");

    internal static void CheckText(string what, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            StrictText.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new NNException($"SafetensorsFile: {what} is no valid text, it has half of a surrogate pair at place {e.Index}.", e);
        }
    }
}
