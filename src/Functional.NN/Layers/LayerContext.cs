using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What a layer may know while it is applied: its parameters and state by name, its random key, and the circumstances.</summary>
public sealed class LayerContext
{
    private readonly Run _run;
    private readonly ImmutableDictionary<string, Var> _state;
    private readonly ImmutableDictionary<string, Alias> _aliases;
    private readonly ImmutableArray<Noise> _noises;

    /// <summary>What is the same for all layers of one application of a network.</summary>
    internal sealed record Run(ParameterVars Parameters, RandomKey Key, bool Training, Var? Mask, int FirstSample, bool Tracing)
    {
        /// <summary>How random numbers for the samples become nodes; by default as constants in <c>double</c>.</summary>
        public Func<SampleDraw, RandomKey, int, Var> Draw { get; init; } = static (draw, key, first) => Var.Constant(draw.Tensor<double>(key, first));

        /// <summary>Takes down every layer's output, whoever applies the network, where somebody wants them.</summary>
        public List<NamedVar>? Seen { get; init; }

        /// <summary>Who watches what the gates of recurrent layers give, where somebody does.</summary>
        public Action<WatchedGate>? Watch { get; init; }

        /// <summary>Who records the application, where somebody does.</summary>
        public Scope? Recorder { get; init; }

        /// <summary>The key for drawing by hand, which a recording cannot follow.</summary>
        public RandomKey KeyByHand
        {
            get
            {
                if (Recorder is not null) Recorder.Escaped ??= "the step's key is used by hand, and what becomes of it cannot be recorded; draws of the layer's context can";
                return Key;
            }
        }
    }

    /// <summary>Another block that stands in for one of this name.</summary>
    internal readonly record struct Alias(string Path, bool Transposed);

    /// <summary>Blocks that are disturbed, by their paths as those who ask name them or as θ does.</summary>
    private sealed record Noise(ImmutableHashSet<string> Paths, double Deviation);

    internal LayerContext(Run run, ImmutableDictionary<string, Var> state) : this(run, state, "", ImmutableDictionary<string, Alias>.Empty, [])
    {
    }

    private LayerContext(Run run, ImmutableDictionary<string, Var> state, string path, ImmutableDictionary<string, Alias> aliases, ImmutableArray<Noise> noises) =>
        (_run, _state, Path, _aliases, _noises) = (run, state, path, aliases, noises);

    /// <summary>Where in the network this is, such as <c>encoder.0</c>; empty for the network itself.</summary>
    public string Path { get; }

    /// <summary>True in training, false in evaluation.</summary>
    public bool Training => _run.Training;

    /// <summary>This layer's random key in this step: the step's key folded with the path.</summary>
    /// <remarks>A step in which a key is used by hand is taken one operation at a time; <see cref="Bernoulli"/>, <see cref="Uniform"/> and <see cref="Normal"/> can be planned.</remarks>
    public RandomKey Key => _run.KeyByHand.Fold(Path);

    /// <summary>(N × T): 1 for the steps of each sequence that count; none when all do.</summary>
    public Var? Mask => _run.Mask;

    /// <summary>A parameter of the layer by its name.</summary>
    public Var Parameter(string name)
    {
        string path = Under(name);
        if (!_aliases.TryGetValue(path, out var alias)) return Disturbed(path, path);
        var block = Disturbed(path, alias.Path);
        return alias.Transposed ? block.Transpose() : block;
    }

    /// <summary>A block of the layer's state by its name.</summary>
    public Var State(string name)
    {
        string path = Place(name);
        return _state.TryGetValue(path, out var value) ? value : throw new NNException(Sentence.Of($"LayerContext: there is no state \"{path}\"; State(input) of the layer must name it."));
    }

    /// <summary>A new value for a block of the layer's state, to be returned in <see cref="Applied"/>.</summary>
    public StateUpdate Update(string name, Var value) => new(Place(name), value);

    /// <summary>A further output of the layer by its name, to be returned in <see cref="Applied"/>.</summary>
    public NamedVar Output(string name, Var value) => new(Under(name), value);

    /// <summary>Independent ones (with a probability) and zeros, drawn for each sample from its own key: (N × sample shape).</summary>
    /// <remarks>Sample i of the whole batch draws from <see cref="Key"/> folded with i, so a batch may be computed in parts.</remarks>
    public Var Bernoulli(Shape shape, double probability) => PerSample(shape, SampleDistribution.Bernoulli(probability));

    /// <summary>Independent normal numbers, drawn for each sample from its own key: (N × sample shape).</summary>
    public Var Normal(Shape shape, double mean = 0, double standardDeviation = 1) => PerSample(shape, SampleDistribution.Normal(mean, standardDeviation));

    /// <summary>Independent numbers uniform in [low, high), drawn for each sample from its own key: (N × sample shape).</summary>
    public Var Uniform(Shape shape, double low = 0, double high = 1) => PerSample(shape, SampleDistribution.Uniform(low, high));

    /// <summary>Independent ones (with a probability) and zeros that are the same for all samples of a step, of any shape.</summary>
    /// <remarks>Row i of the first axis draws from <see cref="Key"/> folded with i.</remarks>
    public Var BernoulliOnce(Shape shape, double probability) => Once(Path, shape, SampleDistribution.Bernoulli(probability));

    /// <summary>Independent normal numbers that are the same for all samples of a step, of any shape.</summary>
    /// <remarks>Row i of the first axis draws from <see cref="Key"/> folded with i.</remarks>
    public Var NormalOnce(Shape shape, double mean = 0, double standardDeviation = 1) => Once(Path, shape, SampleDistribution.Normal(mean, standardDeviation));

    /// <summary>A layer inside this one, applied under a name.</summary>
    public Applied Apply(string name, ILayer layer, Var x)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var inner = new LayerContext(_run, _state, Under(name), _aliases, _noises);
        var applied = layer.Apply(inner, x);
        _run.Seen?.Add(new NamedVar(inner.Path, applied.Output));
        return _run.Tracing ? applied with { Outputs = applied.Outputs.Add(new NamedVar(inner.Path, applied.Output)) } : applied;
    }

    /// <summary>This context as the layers after some others find it: with the state they left.</summary>
    public LayerContext After(Applied applied)
    {
        ArgumentNullException.ThrowIfNull(applied);
        return applied.State.IsEmpty ? this : new(_run, _state.SetItems(applied.State.Select(u => KeyValuePair.Create(u.Path, u.Value))), Path, _aliases, _noises);
    }

    /// <summary>Whether somebody watches what is inside of layers.</summary>
    internal bool IsWatched => _run.Watch is not null;

    /// <summary>Tells who watches what the gates of this layer gave, each under its name here.</summary>
    internal void Watch(IEnumerable<WatchedGate> gates)
    {
        foreach (var gate in gates) _run.Watch?.Invoke(gate with { Path = gate.Path.Length == 0 ? Path : Under(gate.Path) });
    }

    /// <summary>This context with blocks elsewhere standing in for some of this name.</summary>
    internal LayerContext With(IEnumerable<KeyValuePair<string, Alias>> aliases) =>
        new(_run, _state, Path, _aliases.SetItems(aliases.Select(a => KeyValuePair.Create(Under(a.Key), a.Value))), _noises);

    /// <summary>This context with normal noise on some blocks of the layer, drawn once a step.</summary>
    internal LayerContext WithNoise(IEnumerable<ParameterSpec> blocks, double deviation) =>
        new(_run, _state, Path, _aliases, _noises.Add(new Noise([.. blocks.Select(spec => spec.Shared ? spec.Name : Under(spec.Name))], deviation)));

    private string Under(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private string Place(string name) => _aliases.TryGetValue(Under(name), out var alias) ? alias.Path : Under(name);

    private Var PerSample(Shape shape, SampleDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return _run.Draw(new SampleDraw(Path, shape, distribution), _run.Key, _run.FirstSample);
    }

    private Var Once(string path, Shape shape, SampleDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return _run.Draw(new SampleDraw(path, shape, distribution) { Once = true }, _run.Key, _run.FirstSample);
    }

    /// <summary>A block of θ with the noise that is put on it; no layer has a path with a colon in it.</summary>
    private Var Disturbed(string asked, string path)
    {
        var block = _run.Parameters[path];
        for (int i = 0; i < _noises.Length; i++)
            if (_noises[i].Paths.Contains(asked) || _noises[i].Paths.Contains(path)) block += Once(Sentence.Of($"{path}:{i}"), block.Shape, SampleDistribution.Normal(0, _noises[i].Deviation));
        return block;
    }
}
