using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Functional.NN.Experiments;

/// <summary>A place in an experiment's file: names joined by dots, with places of lists from 0 in brackets. Where it is known what stands at a place, the names that may follow are known too.</summary>
/// <param name="path">the place</param>
/// <param name="document">what sentences call the file</param>
/// <param name="types">what may be named</param>
internal sealed partial class DocumentPath(string path, string document, LayerTypes types)
{
    private readonly string[] _steps = StepsOf(path, document);

    /// <summary>What an option or an axis gives as a value: JSON, or where it begins like none, a text.</summary>
    public static DocumentNode Value(TextSource source)
    {
        string text = Encoding.UTF8.GetString(source.Utf8.Span).Trim();
        bool json = text is "true" or "false" or "null" || (text.Length > 0 && (text[0] is '{' or '[' or '"' or '-' || char.IsAsciiDigit(text[0])));
        return json ? DocumentReader.Read(source, DocumentLimits.Written) : new TextNode(text) { Place = new TextPlace(source, 0) };
    }

    /// <summary>The tree with a value at this place.</summary>
    /// <exception cref="NNException">There is no such place.</exception>
    public ObjectNode Put(ObjectNode root, DocumentNode value) => (ObjectNode)Put(root, typeof(Experiment), 0, value);

    /// <param name="node">what is there, if anything is</param>
    /// <param name="type">what it must be, where that is known</param>
    /// <param name="at">how many steps lead there</param>
    /// <param name="value">what is put at the end of the path</param>
    private DocumentNode Put(DocumentNode? node, Type? type, int at, DocumentNode value) =>
        at == _steps.Length ? value
        : node is TextNode { Value: ['$', not '$', ..] parameter } ? throw Refused(at, $"\"{parameter}\" stands there; set {ExperimentReader.Parameters}.{parameter[1..]}")
        : int.TryParse(_steps[at], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? Item(node, type, at, index, value)
        : Field(node, type, at, value);

    private ArrayNode Item(DocumentNode? node, Type? type, int at, int index, DocumentNode value)
    {
        if (node is not ArrayNode { Items: var items }) throw Refused(at, "there is no list");
        if (index >= items.Length) throw Refused(at, Invariant.Text($"the list has {items.Length} items, counted from 0, and none at {index}"));
        return new ArrayNode(items.SetItem(index, Put(items[index], type is null ? null : DescriptionForm.ElementOf(type), at + 1, value))) { Place = node.Place };
    }

    private ObjectNode Field(DocumentNode? node, Type? type, int at, DocumentNode value)
    {
        string name = _steps[at];
        if (DocumentFields.Of(node, type, types) is not { } given) throw Refused(at, $"{(node is null ? "nothing" : node.Shown())} stands there, which has no fields; give the whole value");
        if (given.Known is { } known && !known.ContainsKey(name))
            throw Refused(at, $"there is no field \"{name}\"{NearestName.Quoted(name, known.Keys)}; there are {(known.Count == 0 ? "none" : string.Join(", ", known.Keys))}");
        return given.Object.With(name, Put(given.Object[name], given.Known?[name], at + 1, value));
    }

    /// <summary>A sentence that names the part of the path at which it is refused.</summary>
    private DataException Refused(int at, string why) => new($"{document}: {path}: {(at == 0 ? "" : $"at {Shown(at)} ")}{why}.");

    private string Shown(int steps) => string.Concat(_steps.Take(steps).Select((step, i) => char.IsAsciiDigit(step[0]) ? $"[{step}]" : i == 0 ? step : $".{step}"));

    private static string[] StepsOf(string path, string document) => Form().IsMatch(path) ? [.. path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)]
        : throw new DataException($"{document}: \"{path}\" names no place; say names joined by dots with places of lists in brackets, such as optimizer.learningRate or network.layers[2].units.");

    [GeneratedRegex(@"^[^\.\[\]\d][^\.\[\]]*(\[\d{1,9}\])*(\.[^\.\[\]\d][^\.\[\]]*(\[\d{1,9}\])*)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
