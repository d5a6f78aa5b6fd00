using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Functional.NN.Tests;

/// <summary>Nothing public lets anyone change a value after it was made.</summary>
public class ImmutabilityTests
{
    private static readonly Type[] Public = typeof(Network).Assembly.GetExportedTypes();

    /// <summary>They hand out copies; the tests below write to each and look at the tensor again.</summary>
    private static readonly string[] Copies =
    [
        "Tensor`1.ToArray", "Tensor`1.ToMathNetVector", "Tensor`1.ToMathNetMatrix", "GradientCheck.Function", "GradientCheck.Pullback", "GradientCheck.Jacobian", "GradientCheck.ComplexStep",
        "GradientCase.Function", "StepSizeStudy.Of",
    ];

    /// <summary>They remember what can be computed again.</summary>
    private static readonly string[] Caches = ["Var._rounded"];

    [Fact]
    public void There_is_a_surface_to_look_at() => Assert.True(Public.Length > 80, $"only {Public.Length} public types");

    [Fact]
    public void No_property_can_be_set_after_its_object_was_made() => AssertNone(Public.SelectMany(PublicSurface.Setters));

    [Fact]
    public void No_field_can_be_written() => AssertNone(Public.SelectMany(type => PublicSurface.Fields(type, Caches)));

    [Fact]
    public void No_member_hands_out_something_that_can_be_written_to() => AssertNone(Public.SelectMany(type => PublicSurface.Exposures(type, Copies)));

    [Fact]
    public void No_property_keeps_a_collection_that_somebody_else_may_change() => AssertNone(Public.SelectMany(PublicSurface.KeptCollections));

    [Fact]
    public void Whoever_takes_an_array_is_known_to_copy_it() =>
        Assert.Equal(string.Join('\n', TakersOfArrays.Order(StringComparer.Ordinal)), string.Join('\n', Public.SelectMany(PublicSurface.TakersOfArrays).Distinct().Order(StringComparer.Ordinal)));

    private static void AssertNone(IEnumerable<string> violations) => Assert.Equal("", string.Join('\n', violations));

    private static readonly string[] TakersOfArrays =
    [
        "Dataset.FromArrays", "GradientCase.Function", "GradientCheck.ComplexStep", "GradientCheck.Function", "GradientCheck.Jacobian", "GradientCheck.Pullback", "Shape.Append", "Shape.Of", "Shape.Prepend", "StepSizeStudy.Of", "Tensor.Matrix", "Tensor.Of", "Tensor.Vector", "Tensor`1.Mean", "Tensor`1.Reshape", "Tensor`1.Sum", "Tensor`1.Transpose",
        "Tensor`1.get_Item", "Var.Reshape", "Var.Transpose",
    ];

    public static TheoryData<string> Makers => [.. MadeFromArrays.Keys];

    /// <summary>What is made from an array of the numbers 1 to 4.</summary>
    private static readonly Dictionary<string, Func<double[], object>> MadeFromArrays = new()
    {
        ["Tensor.Of with a shape"] = numbers => Tensor.Of([2, 2], numbers),
        ["Tensor.Of of a span"] = numbers => Tensor.Of([2, 2], numbers.AsSpan()),
        ["Tensor.Of of a sequence"] = numbers => Tensor.Of([2, 2], (IEnumerable<double>)numbers),
        ["Tensor.Vector"] = Tensor.Vector,
        ["Tensor.FromMathNet of a vector over the array"] = numbers => Tensor.FromMathNet(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(numbers)),
        ["Tensor.FromMathNet of a matrix over the array"] = numbers => Tensor.FromMathNet(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(2, 2, numbers)),
        ["Dataset.FromArrays of rows"] = numbers => Dataset.FromArrays([numbers, numbers], [numbers, numbers]).All(),
        ["GradientCheck.Function at a point that its function writes to"] = numbers => GradientCheck.Function(x => x[0] *= x[0], x => { x[0] *= 2; return [x[0], 0, 0, 0]; }, numbers).ThrowIfWrong()["x"][0].Analytic,
        ["Dataset.FromArrays of targets"] = numbers => Dataset.FromArrays(new double[4, 1], numbers).All(),
    };

    [Theory]
    [MemberData(nameof(Makers))]
    public void What_is_made_from_an_array_stays_as_it_is_when_the_array_changes(string maker)
    {
        double[] numbers = [1, 2, 3, 4];
        var made = MadeFromArrays[maker](numbers);
        Array.Fill(numbers, 9);
        Assert.Equal(MadeFromArrays[maker]([1, 2, 3, 4]), made);
        Assert.NotEqual(MadeFromArrays[maker](numbers), made);
    }

    [Fact]
    public void A_case_of_a_gradient_keeps_its_point_when_the_array_changes()
    {
        double[] at = [1.5];
        var cube = GradientCase.Function("cube", x => x[0] * x[0] * x[0], x => [3 * x[0] * x[0]], at);
        at[0] = 9;
        Assert.Equal(6.75, cube.Check()["x"][0].Analytic);
    }

    [Fact]
    public void A_matrix_stays_as_it_is_when_its_source_changes()
    {
        var numbers = new[,] { { 1.0, 2 }, { 3, 4 } };
        var (tensor, data) = (Tensor.Matrix(numbers), Dataset.FromArrays(numbers, numbers));
        numbers[0, 0] = 9;
        Assert.Equal(1.0, tensor[0, 0]);
        Assert.Equal(1.0, data.All().Inputs[0, 0]);
    }

    [Fact]
    public void A_dataset_keeps_its_labels_when_their_source_changes()
    {
        int[] labels = [0, 1];
        var data = Dataset.FromTensors(Tensor.Zeros<double>([2, 1]), labels, classes: 2);
        var fromRows = Dataset.FromArrays(new double[2, 1], labels, classes: 2);
        labels[0] = 1;
        Assert.Equal(Tensor.Vector(0.0, 1), data.All().Targets);
        Assert.Equal(Tensor.Vector(0.0, 1), fromRows.All().Targets);
    }

    [Fact]
    public void A_dataset_of_bytes_keeps_them_when_their_source_changes()
    {
        byte[] images = [0, 255], labels = [0, 1];
        var data = Dataset.FromBytes<float>([1], images, labels, 2);
        (images[0], labels[0]) = (255, 1);
        Assert.Equal((0f, 0f), (data.All().Inputs[0, 0], data.All().Targets[0]));
    }

    [Fact]
    public void A_shape_stays_as_it_is_when_its_dimensions_change()
    {
        int[] dimensions = [2, 3];
        var shapes = new[] { Shape.Of(dimensions), Shape.Create(dimensions), Shape.Of(1).Append(dimensions).Range(1, 3), Shape.Of(1).Prepend(dimensions).Range(0, 2), Tensor.Zeros<float>([6]).Reshape(dimensions).Shape };
        dimensions[0] = 9;
        Assert.All(shapes, shape => Assert.Equal(Shape.Of(2, 3), shape));
    }

    [Fact]
    public void A_gradient_uses_the_order_of_axes_it_was_recorded_with()
    {
        int[] order = [1, 0];
        var x = Tensor.Of<double>([2, 3], 1, 2, 3, 4, 5, 6);
        var pullback = Grad.Vjp(v => v.Transpose(order), x).Pullback;
        (order[0], order[1]) = (0, 1);
        Assert.Equal(x, pullback(x.Transpose()));
    }

    [Fact]
    public void Layers_penalties_and_states_stay_as_they_are_when_their_lists_change()
    {
        var layers = new List<ILayer> { new Dense(2) };
        var penalties = new List<IPenalty> { new L2(0.1) };
        var blocks = new Dictionary<string, Tensor<double>> { ["mean"] = Tensor.Vector(1.0) };
        var (network, objective, state) = (new Network([2], layers), Objective.Supervised(new MeanSquaredError(), penalties), new NetworkState<double>(blocks));
        layers.Add(new Tanh());
        penalties.Clear();
        blocks.Clear();
        Assert.Single(network.Body.Layers);
        Assert.Single(objective.Penalties);
        Assert.Single(state.Blocks);
    }

    [Fact]
    public void Writing_to_what_a_tensor_hands_out_leaves_the_tensor_as_it_is()
    {
        var vector = Tensor.Vector(1.0, 2);
        var matrix = Tensor.Of<double>([1, 2], 1, 2);
        vector.ToArray()[0] = 9;
        vector.ToMathNetVector()[0] = 9;
        matrix.ToMathNetMatrix()[0, 0] = 9;
        Assert.Equal(Tensor.Vector(1.0, 2), vector);
        Assert.Equal(Tensor.Of<double>([1, 2], 1, 2), matrix);
    }

    [Fact]
    public void No_list_that_is_handed_out_is_an_array_or_a_list_in_disguise()
    {
        var network = new Network([2], new Dense(3), new BatchNorm(), new Residual(new Dense(3)));
        var batch = new Batch<double>(Tensor.Zeros<double>([2, 2]), Tensor.Zeros<double>([2, 3]));
        object[] handed =
        [
            network.Layout, network.Summary(), network.Body.Layers, network.Input, network.Body.Parameters([2]), network.Body.State([2]), network.Body.Children([2]), new Dense(3).Parameters([2]), new BatchNorm().State([2]),
            new SoftmaxCrossEntropy().Metrics, Grad.Of((x, y) => x * y, Tensor.Scalar(1.0), Tensor.Scalar(2.0)), Grad.OfAll(v => v[0], Tensor.Scalar(1.0)),
            GradientCheck.Network(network, new MeanSquaredError(), network.Initialize<double>(default), batch)["0.weight"],
        ];
        Assert.All(handed, list => Assert.False(list is Array || (list is System.Collections.IList { IsReadOnly: false }), $"{list.GetType()} can be written to"));
    }

    [SuppressMessage("Design", "CA1051", Justification = "A bad example.")]
    [SuppressMessage("Usage", "CA2227", Justification = "A bad example.")]
    [SuppressMessage("Design", "CA1002", Justification = "A bad example.")]
    [SuppressMessage("Performance", "CA1819", Justification = "A bad example.")]
    [SuppressMessage("Performance", "CA1822", Justification = "A bad example.")]
    public sealed record BadExample(IReadOnlyList<int> Kept)
    {
        private int _hidden;
        public int Field;
        public int Settable { get; set; }
        public int Initialised { get; init; }
        public int[] Handed => [++_hidden];
        public List<int> Listed { get; } = [];
        public void Lent(Action<Memory<int>> borrower) => borrower(new int[1]);
        public IReadOnlyDictionary<string, int[]> Nested => ImmutableDictionary<string, int[]>.Empty;
        public int Took(int[] array) => array.Length;
    }

    [Fact]
    public void Each_of_these_looks_sees_a_bad_example()
    {
        var bad = typeof(BadExample);
        Assert.Equal(["BadExample.Settable can be set"], PublicSurface.Setters(bad));
        Assert.Equal(["BadExample._hidden is a field that can be written", "BadExample.Field is a field that can be written"], PublicSurface.Fields(bad, "BadExample.<Settable>k__BackingField").Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["BadExample.Lent hands out Action`1", "BadExample.get_Handed hands out Int32[]", "BadExample.get_Listed hands out List`1", "BadExample.get_Nested hands out IReadOnlyDictionary`2"],
            PublicSurface.Exposures(bad).Order(StringComparer.Ordinal));
        Assert.Equal(["BadExample.Kept keeps the IReadOnlyList`1 it is given"], PublicSurface.KeptCollections(bad));
        Assert.Equal(["BadExample.Took"], PublicSurface.TakersOfArrays(bad));
    }
}
