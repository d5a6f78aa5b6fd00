using System.Text;

namespace Functional.NN;

/// <summary>Descriptions of every kind as JSON: layers, losses, penalties, objectives, optimizers, schedules, augmentations …, as networks and experiments hold them.</summary>
/// <remarks>
/// <c>{"type": "Adam", "learningRate": 0.001, "beta1": 0.9, …}</c>: the type's name and a field for every parameter of its constructor. What has a function in it cannot be written.
/// </remarks>
public static class Description
{
    /// <summary>A description as JSON, every field spelt out; the same text for equal descriptions.</summary>
    /// <param name="description">a layer, a loss, an optimizer …, or a list of such</param>
    /// <exception cref="NNException">It holds something that JSON cannot say: a function, or a NaN.</exception>
    public static string ToJson(object description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return DocumentWriter.Text(DescriptionWriter.Write(description)).TrimEnd('\n');
    }

    /// <summary>The description that JSON says. Comments and commas behind the last field are allowed; a type without fields may be its name alone, <c>"Relu"</c>; what is left out is as in code.</summary>
    /// <typeparam name="T">what it must be: <see cref="ILayer"/>, <see cref="IMinimizer"/>, <see cref="Schedule"/> …</typeparam>
    /// <param name="json">the JSON</param>
    /// <param name="types">what may be named; the library's own types unless told</param>
    /// <exception cref="DataException">It does not say one; the sentence names the line and the column.</exception>
    public static T FromJson<T>(string json, LayerTypes? types = null) where T : notnull
    {
        ArgumentNullException.ThrowIfNull(json);
        var source = new TextSource("JSON", Encoding.UTF8.GetBytes(json));
        return new DescriptionReader(types ?? LayerTypes.Default).Read<T>(DocumentReader.Read(source, DocumentLimits.Written), "the description");
    }
}
