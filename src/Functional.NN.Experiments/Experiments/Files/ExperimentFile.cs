namespace Functional.NN.Experiments;

/// <summary>Experiments as JSON files.</summary>
/// <remarks>
/// The fields are those of <see cref="Experiment"/> and its parts, and descriptions are objects with their type's name: <c>{"type": "Adam", "learningRate": 0.001}</c>; what is left out is as in code. A rate that
/// does not change is a number, a type without fields may be its name alone, and a layer may have a <c>"name"</c>. Comments and commas behind the last field are allowed. Besides:
/// <list type="bullet">
/// <item><c>"data"</c> may be the name of a source; <c>"network"</c> a preset such as <c>"lenet5"</c> or <c>"mlp:300-100"</c>, or <c>{"layers": […]}</c>, whose <c>"input"</c> is that of the data where none is given;
/// <c>"objective"</c> may be <c>{"loss": …, "penalties": […], "metrics": […]}</c>;</item>
/// <item><c>"parameters": {"width": 300}</c> gives names to values, and <c>"$width"</c> stands for one anywhere; <c>"$inputs"</c> and <c>"$outputs"</c> are the shape of a sample and the number of classes or targets of the data;</item>
/// <item><c>{"repeat": "$depth", "layers": […]}</c> among layers is written out that many times, names of layers in it numbered from 1;</item>
/// <item><c>"sweep"</c> says which fields are varied, and is no part of a single experiment; <c>"$schema"</c> is for editors.</item>
/// </list>
/// What is wrong is said in one sentence with the line, the column and the nearest right name. <c>docs/experiment.schema.json</c> is the JSON schema.
/// </remarks>
public static class ExperimentFile
{
    /// <summary>The experiment of a file; relative paths in it begin at its folder.</summary>
    /// <param name="path">the file</param>
    /// <param name="places">where data are looked for; the usual folders unless told</param>
    /// <param name="types">what may be named; <see cref="ExperimentTypes.Default"/> unless told</param>
    /// <exception cref="DataException">It cannot be read, or something in it is wrong.</exception>
    public static Experiment Read(string path, DataPlaces? places = null, LayerTypes? types = null) => ExperimentDocument.Read(path, types).ToExperiment(places);

    /// <summary>The experiment of a text.</summary>
    /// <param name="json">the text</param>
    /// <param name="places">where data are looked for; the usual folders unless told</param>
    /// <param name="types">what may be named; <see cref="ExperimentTypes.Default"/> unless told</param>
    /// <exception cref="DataException">Something in it is wrong.</exception>
    public static Experiment Parse(string json, DataPlaces? places = null, LayerTypes? types = null) => ExperimentDocument.Parse(json, types: types).ToExperiment(places);
}
