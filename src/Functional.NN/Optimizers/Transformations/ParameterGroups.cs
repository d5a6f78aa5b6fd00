using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Some blocks of θ and the optimizer that moves them.</summary>
/// <param name="Blocks">which blocks</param>
/// <param name="Optimizer">how they move</param>
public sealed record ParameterGroup(BlockSelection Blocks, IOptimizer Optimizer);

/// <summary>Different optimizers for different blocks of θ: each block belongs to the first group that means it, and the others to the rest.</summary>
/// <remarks>
/// To its optimizer a group is all of θ: norms and the like are the group's own. The state's inner states are "rest", "group 0", "group 1" and so on, each with vectors of its blocks alone.
/// For one optimizer with other rates in places, <see cref="ScaledStep"/> is enough.
/// </remarks>
public sealed record ParameterGroups : IOptimizer, IRunnable
{
    private const string RestName = "rest";

    /// <summary>A group for each choice of blocks, and an optimizer for the rest.</summary>
    /// <param name="Rest">the optimizer of the blocks that no group means</param>
    /// <param name="Groups">the groups</param>
    public ParameterGroups(IOptimizer Rest, params IEnumerable<ParameterGroup> Groups) => (this.Rest, this.Groups) = (Rest, [.. Groups]);

    /// <summary>The optimizer of the blocks that no group means.</summary>
    public IOptimizer Rest { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>The groups.</summary>
    public ImmutableArray<ParameterGroup> Groups { get; init; }

    /// <summary>The same with other parts; what is not named stays.</summary>
    public ParameterGroups With(IOptimizer? rest = null, IEnumerable<ParameterGroup>? groups = null) => this with { Rest = rest ?? Rest, Groups = groups is null ? Groups : [.. groups] };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(θ);
        return Parts(θ.Layout).Aggregate(new OptimizerState<T>(0), (state, part) => state.With(part.Name, part.Optimizer.Start(Of(θ, part.Layout))));
    }

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => RunningStep.Of(this, θ, g, state);

    /// <inheritdoc/>
    public IMinimizer WithRate(Func<Schedule, Schedule> change) =>
        With((IOptimizer)Rest.WithRate(change), Groups.Select(group => group with { Optimizer = (IOptimizer)group.Optimizer.WithRate(change) }));

    /// <summary>True when the parts are equal.</summary>
    public bool Equals(ParameterGroups? other) => other is not null && Rest.Equals(other.Rest) && Groups.SequenceEqual(other.Groups);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rest, Groups.Length);

    /// <summary>The parts, the same under every culture.</summary>
    public override string ToString() => $"ParameterGroups({string.Join(", ", Groups.Select(group => $"{group.Blocks}: {group.Optimizer}").Append($"rest: {Rest}"))})";

    bool IRunnable.PassesOver => Groups.Select(group => group.Optimizer).Append(Rest).Any(optimizer => optimizer is IRunnable { PassesOver: true });

    RunningOptimizer<T> IRunnable.Run<T>(ParameterLayout layout, bool inPlace) => new Run<T>(Parts(layout), layout);

    /// <summary>A group with the layout of its blocks alone, and where in θ each of them is.</summary>
    private sealed record Part(string Name, IOptimizer Optimizer, ParameterLayout Layout, ImmutableArray<int> Blocks);

    private ImmutableArray<Part> Parts(ParameterLayout layout)
    {
        var chosen = Groups.Select(group => group.Blocks.Of(layout)).ToList();
        int[] groupOf = [.. Enumerable.Range(0, layout.Count).Select(block => chosen.FindIndex(c => c[block]))];
        return [.. Groups.Select((group, i) => Part(Sentence.Of($"group {i}"), group.Optimizer, i)), Part(RestName, Rest, -1)];

        Part Part(string name, IOptimizer optimizer, int group)
        {
            ImmutableArray<int> blocks = [.. Enumerable.Range(0, layout.Count).Where(block => groupOf[block] == group)];
            return new(name, optimizer, layout.Part(blocks), blocks);
        }
    }

    private static Parameters<T> Of<T>(Parameters<T> θ, ParameterLayout part) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(part, Tensor.Concat(0, part.Select(block => θ[block.Path].Reshape(-1)).Prepend(Tensor.Zeros<T>(Shape.Of(0)))));

    private sealed unsafe class Run<T> : RunningOptimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ImmutableArray<Member> _members;
        private readonly (int Member, int Block, int Shift)[] _places;
        private readonly ParameterLayout _layout;
        private long _step;

        /// <summary>A group's optimizer at work, and the group's own gradient and θ where it wants them whole.</summary>
        private sealed class Member(Part part)
        {
            private Pinned<T>? _θ;

            public Part Part => part;

            public RunningOptimizer<T> Optimizer { get; } = RunningOptimizer<T>.Of(part.Optimizer, part.Layout);

            public WholeGradient<T>? Whole { get; private set; }

            public void Gather(WholeGradient<T> from)
            {
                Whole ??= new WholeGradient<T>(part.Layout, new GradientSquares<T>(part.Layout), from.Crew);
                _θ ??= new Pinned<T>(part.Layout.Size);
                for (int i = 0; i < part.Blocks.Length; i++)
                {
                    int start = from.Layout[part.Blocks[i]].Start, own = part.Layout[i].Start, size = part.Layout[i].Shape.Size;
                    from.Vector.Slice(start, size).CopyTo(Whole.Vector[own..]);
                    new ReadOnlySpan<T>(from.Parameters + start, size).CopyTo(_θ.Span[own..]);
                }
                Whole.Begin(_θ.Start, measured: false);
                Optimizer.Gather(Whole);
            }
        }

        public Run(ImmutableArray<Part> parts, ParameterLayout layout)
        {
            (_layout, _members, _places) = (layout, [.. parts.Select(part => new Member(part))], new (int, int, int)[layout.Count]);
            for (int m = 0; m < parts.Length; m++)
                for (int i = 0; i < parts[m].Blocks.Length; i++)
                    _places[parts[m].Blocks[i]] = (m, i, parts[m].Layout[i].Start - layout[parts[m].Blocks[i]].Start);
        }

        public override bool NeedsWhole
        {
            get
            {
                foreach (var member in _members)
                    if (member.Optimizer.NeedsWhole) return true;
                return false;
            }
        }

        public override OptimizerState<T> State => new(_step, inner: _members.Select(member => KeyValuePair.Create(member.Part.Name, member.Optimizer.State)));

        public override void Load(OptimizerState<T> state)
        {
            _step = state.Step;
            foreach (var member in _members) member.Optimizer.Load(state.InnerState(member.Part.Name));
        }

        public override void Prepare()
        {
            foreach (var member in _members) member.Optimizer.Prepare();
        }

        public override void Gather(WholeGradient<T> whole)
        {
            foreach (var member in _members)
                if (member.Optimizer.NeedsWhole) member.Gather(whole);
        }

        public override bool Update(in StepRange<T> range)
        {
            var (number, block, shift) = _places[range.Block];
            var member = _members[number];
            int start = range.Start + shift;
            T* gradient = member.Optimizer.NeedsWhole ? member.Whole!.Gradient + start : range.Gradient;
            return member.Optimizer.Update(new StepRange<T>(block, start, range.Length, range.Parameters, gradient, range.Next));
        }

        public override void Advance()
        {
            foreach (var member in _members) member.Optimizer.Advance();
            _step++;
        }
    }
}
