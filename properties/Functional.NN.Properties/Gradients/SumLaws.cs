using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Gradients;

/// <summary>The gradient of a sum is the sum of the gradients.</summary>
public class SumLaws
{
    /// <summary>A network with two heads, each under a loss of its own.</summary>
    private sealed record TwoTasks(NetworkCase Trunk, LossCase Second, double FirstWeight, double SecondWeight)
    {
        private const string First = "first", Other = "second";

        public NetworkFunction Function
        {
            get
            {
                var output = new Network(Trunk.Input, Trunk.Body).Output;
                ILayer Head(LossCase loss, string name) => new Sequential(loss.Under(output, [])).Named(name);
                var network = new Network(Trunk.Input, [.. Trunk.Body, new Branch(Head(Trunk.Criterion, First), Head(Second, Other))]);
                return Trunk.Function with { Model = new(network, network.Initialize<double>(Trunk.Key)) };
            }
        }

        private HeadTask FirstTask => new(First, Trunk.Loss, FirstTargets.Shape.Sample, FirstWeight);

        private HeadTask SecondTask => new(Other, Second.Loss, SecondTargets.Shape.Sample, SecondWeight);

        private Tensor<double> FirstTargets => Trunk.Batch.Targets;

        private Tensor<double> SecondTargets => Second.Targets(Trunk.Key.Fold("second"), Trunk.Samples);

        /// <summary>Both tasks with penalties, each task, and each penalty as an objective.</summary>
        public NetworkGradient Gradient(bool first, bool second, ImmutableArray<IPenalty> penalties)
        {
            Tensor<double> Flat(Tensor<double> targets) => targets.Reshape(Trunk.Samples, targets.Shape.Sample.Size);
            IEnumerable<HeadTask> tasks = [.. first ? [FirstTask] : Array.Empty<HeadTask>(), .. second ? [SecondTask] : Array.Empty<HeadTask>()];
            var targets = Tensor.Concat(1, [.. first ? [Flat(FirstTargets)] : Array.Empty<Tensor<double>>(), .. second ? [Flat(SecondTargets)] : Array.Empty<Tensor<double>>()]);
            return Function.Gradient(Trunk.Batch with { Targets = targets }, Objective.MultiTask(tasks, penalties));
        }

        public override string ToString() => $"{Trunk}; and {Second}, weights {FirstWeight} and {SecondWeight}";
    }

    private static readonly ImmutableArray<IPenalty> Penalties = [new L1(0.1), new L2(0.2), new SquaredNorm(0.05, BlockSelection.All), new ElasticNet(0.1, 0.05)];

    private static readonly Gen<ImmutableArray<IPenalty>> SomePenalties = Gen.SubListOf(Penalties.AsEnumerable()).Select(some => some.ToImmutableArray());

    private static readonly Gen<TwoTasks> Tasks = from trunk in NetworkCases.Small.Where(c => !c.Body.Any(Generators.LayerTraits.AsksAPrice))
                                                  from second in NetworkCases.Losses
                                                  from weights in Gen.Elements(0, 0.3, 1, 2.5).Two()
                                                  let tasks = new TwoTasks(trunk, second, weights.Item1, weights.Item2)
                                                  where Draw.IsCase(() => tasks.Gradient(true, true, []).IsFinite)
                                                  select tasks;

    [Fact]
    public void The_gradient_of_several_tasks_is_the_weighed_sum_of_theirs() => Law.Holds(Tasks, c =>
    {
        NetworkGradient both = c.Gradient(true, true, []), first = c.Gradient(true, false, []), second = c.Gradient(false, true, []);
        double size = first.Size + second.Size;
        Rounding.AssertSame(first.Loss + second.Loss, both.Loss, Math.Abs(first.Loss) + Math.Abs(second.Loss), "the loss");
        Rounding.AssertSame((first.Parameters + second.Parameters).Vector, both.Parameters.Vector, size, "the gradient by θ");
        if (both.Inputs is { } inputs) Rounding.AssertSame(first.Inputs! + second.Inputs!, inputs, size, "the gradient by the inputs");
    }, Smaller, 100, [new("both weigh", 0.2, c => c.FirstWeight > 0 && c.SecondWeight > 0), new("in training", 0.2, c => c.Trunk.Training), new("weighed", 0.2, c => c.Trunk.Weighed)]);

    [Fact]
    public void The_gradient_of_a_task_goes_by_its_weight() => Law.Holds(Tasks, c =>
    {
        NetworkGradient weighed = (c with { FirstWeight = 2.5 }).Gradient(true, false, []), plain = (c with { FirstWeight = 1 }).Gradient(true, false, []);
        Rounding.AssertSame((plain.Parameters * 2.5).Vector, weighed.Parameters.Vector, plain.Size, "the gradient by θ");
    }, Smaller, 50);

    [Fact]
    public void Penalties_add_their_gradients() => Law.Holds(
        from c in NetworkCases.Small
        from penalties in SomePenalties
        select (Case: c, Penalties: penalties),
        c =>
        {
            NetworkGradient Of(params IEnumerable<IPenalty> penalties) => c.Case.Function.Gradient(c.Case.Batch, Objective.Supervised(c.Case.Loss, penalties));
            var (whole, plain) = (Of(c.Penalties), Of());
            if (!plain.IsFinite) return;
            var θ = c.Case.Parameters;
            var sum = c.Penalties.Aggregate(plain.Parameters, (g, penalty) => g + PenaltyGradient(penalty, θ));
            Rounding.AssertSame(sum.Vector, whole.Parameters.Vector, plain.Size + sum.Vector.Abs().Sum().ToScalar(), "the gradient by θ");
            if (plain.Inputs is { } inputs) Assert.Equal(inputs, whole.Inputs);
        }, tests: 100, kinds: [new("with two penalties or more", 0.3, c => c.Penalties.Length > 1)]);

    [Fact]
    public void The_gradient_of_a_sum_of_objectives_is_the_sum_of_theirs() => Law.Holds(NetworkCases.Small, c =>
    {
        Supervised first = c.Objective;
        var second = Objective.From("square of the outputs", context => Squares(context.Apply(context.Inputs)));
        var sum = Objective.From("sum", context =>
        {
            Evaluation a = first.Evaluate(context), b = second.Evaluate(context);
            return a with { Loss = a.Loss + b.Loss };
        });
        NetworkGradient both = c.Function.Gradient(c.Batch, sum), one = c.Function.Gradient(c.Batch, first), other = c.Function.Gradient(c.Batch, second);
        if (one.IsFinite && other.IsFinite) Rounding.AssertSame((one.Parameters + other.Parameters).Vector, both.Parameters.Vector, one.Size + other.Size, "the gradient by θ");
    }, NetworkCases.Smaller, 100);

    private static Evaluation Squares(Applied applied) => new(Var.Square(applied.Output).Sum(), 0, 0, applied.State, [], 1);

    private static IEnumerable<TwoTasks> Smaller(TwoTasks c) => NetworkCases.Smaller(c.Trunk).Select(trunk => c with { Trunk = trunk }).Where(smaller => Draw.IsCase(() => smaller.Gradient(true, true, []).IsFinite));

    private static Parameters<double> PenaltyGradient(IPenalty penalty, Parameters<double> θ)
    {
        var (_, gradients) = Grad.Reverse(blocks => penalty.Evaluate(new ParameterVars(θ.Layout, blocks)), [.. θ.Layout.Select(block => Var.Of(θ.Block(block)))]);
        return θ.OfVector(Tensor.Concat(0, gradients.Select(g => g.Value<double>().Reshape(g.Shape.Size))));
    }
}
