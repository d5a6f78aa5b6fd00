namespace Functional.NN.Experiments;

/// <summary>The experiment that a file's tree says: parameters put in, repetitions and presets written out, what follows from the data worked out.</summary>
/// <param name="places">where data are looked for, if their form must be read from them</param>
/// <param name="types">what may be named</param>
internal sealed class ExperimentReader(DataPlaces places, LayerTypes types)
{
    public const string Schema = "$schema", Parameters = "parameters", Sweep = "sweep", Data = "data", Network = "network", Objective = "objective";

    private readonly DescriptionReader _reader = new(types);

    private static DescriptionForm Form { get; } = DescriptionForm.Of(typeof(Experiment))!;

    /// <summary>The names a file may have.</summary>
    public static IEnumerable<string> Names => [Schema, .. Form.Names, Parameters, Sweep];

    /// <exception cref="DataException">Something is wrong; the sentence names the line and the column.</exception>
    public Experiment Read(ObjectNode file)
    {
        var declared = Declared(file);
        if (file.Fields.FirstOrDefault(field => !Names.Contains(field.Name)) is { } unknown)
            throw unknown.Error($"there is no field \"{unknown.Name}\" of an experiment{NearestName.Quoted(unknown.Name, Names)}; it has {string.Join(", ", Names)}.");
        var own = file.Without(Schema, Parameters, Sweep);
        if (Form.Fields.FirstOrDefault(field => !field.Optional && own[field.Name] is null) is { } missing) throw file.Error($"an experiment needs \"{missing.Name}\"; it has {string.Join(", ", Names)}.");
        var data = Description(new ExperimentParameters(declared, Unknown(file)).In(own[Data]!));
        var form = new Lazy<DataForm>(() => NamedData<float>.Form(new DataRequest(data, places, default)));
        var parameters = new ExperimentParameters(declared, Known(form));
        var whole = (ObjectNode)parameters.In(own.With(Data, ExperimentParameters.Escaped(DescriptionWriter.Write(data))));
        whole = whole.With(Network, NetworkOf(whole[Network]!, form)).With(Objective, ObjectiveOf(whole[Objective]!));
        return (Experiment)_reader.Built(whole, Form);
    }

    public static ObjectNode Declared(ObjectNode file)
    {
        if (file[Parameters] is not { } given) return new ObjectNode();
        if (given is not ObjectNode declared) throw given.Error($"\"parameters\" must be an object with a value for each name, got {given.Shown()}.");
        if (declared.Fields.FirstOrDefault(field => field.Name is "inputs" or "outputs" || field.Name.Length == 0 || field.Name[0] == '$') is { } taken)
            throw taken.Error($"a parameter cannot be called \"{taken.Name}\": inputs and outputs are those of the data, and a $ stands in front where it is used.");
        return declared;
    }

    private DataDescription Description(DocumentNode data)
    {
        if (data is TextNode) data = new ObjectNode(new ObjectField("source", data, data.Place)) { Place = data.Place };
        return _reader.Read<DataDescription>(data, "\"data\" of the experiment");
    }

    private static Dictionary<string, Func<DocumentNode>> Known(Lazy<DataForm> form) => new()
    {
        ["inputs"] = () => DescriptionWriter.Write(form.Value.Input),
        ["outputs"] = () => DescriptionWriter.Write(form.Value.Outputs),
    };

    private static Dictionary<string, Func<DocumentNode>> Unknown(ObjectNode file)
    {
        Func<DocumentNode> refuse = () => throw file[Data]!.Error("\"$inputs\" and \"$outputs\" follow from the data and cannot stand in their description.");
        return new() { ["inputs"] = refuse, ["outputs"] = refuse };
    }

    /// <summary>A preset by its name, or layers, whose input is that of the data where none is given.</summary>
    private DocumentNode NetworkOf(DocumentNode network, Lazy<DataForm> form)
    {
        if (network is TextNode { Value: var preset })
            return DescriptionWriter.Write(DescriptionReader.Guarded(network, () => NamedNetworks.Find(preset, form.Value.Input, form.Value.Outputs)));
        if (network is not ObjectNode o) throw network.Error($"\"network\" of the experiment must be the name of one ({string.Join(", ", NamedNetworks.All.Names)}) or an object with \"layers\", got {network.Shown()}.");
        if (o[NetworkJson.Layers] is { } layers) o = o.With(NetworkJson.Layers, new RepeatedLayers(types).WrittenOut(layers));
        return o[NetworkJson.Input] is null or NullNode ? o.With(NetworkJson.Input, DescriptionWriter.Write(form.Value.Input)) : o;
    }

    /// <summary>A loss with penalties and metrics is the usual objective, without being told its type.</summary>
    private static DocumentNode ObjectiveOf(DocumentNode objective) =>
        objective is ObjectNode o && o[DescriptionForm.TypeField] is null ? o.With(DescriptionForm.TypeField, new TextNode(nameof(Supervised)) { Place = o.Place }) : objective;
}
