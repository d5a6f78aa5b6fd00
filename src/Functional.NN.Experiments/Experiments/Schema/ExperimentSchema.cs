namespace Functional.NN.Experiments;

/// <summary>
/// The JSON schema (draft 2020-12) of experiment files, made from the same forms by which they are read, with what the code's documentation says of them. Editors complete names by it and show mistakes while they
/// are made; what only a constructor knows (a rate from 0 to 1, shapes that fit) is left to the reader.
/// </summary>
public static class ExperimentSchema
{
    /// <summary>The schema as JSON; <c>docs/experiment.schema.json</c> in the repository.</summary>
    public static string ToJson() => DocumentWriter.Text(new SchemaBuilder(ExperimentTypes.Default, new CodeDocumentation(typeof(Network).Assembly, typeof(Experiment).Assembly)).Experiment());
}
