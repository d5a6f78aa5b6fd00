using System.Numerics;

namespace Functional.NN.Properties.Contract;

/// <summary>In each form that a plan has for it, an operation gives the bits of its naive twin.</summary>
public class PlannedKernelLaws
{
    private static readonly string[] Elementwise = [.. typeof(Primitive).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IElementwise)) && type.IsSubclassOf(typeof(Primitive))).Select(type => type.Name)];

    public static TheoryData<string> BySamples => [.. Elementwise, "BroadcastTo", "Concat", "FirstLargest", "LogSoftmax", "Lookup", "MatMul", "MaxAlong", "OneHot", "Pad", "Reverse", "Slice", "Softmax", "Sum", "Transpose", "WindowSum"];

    public static TheoryData<string> ByRows => [.. Elementwise, "MatMul", "Sum"];

    public static TheoryData<string> ByBlocks => [.. Elementwise, "AveragePool2D", "AverageSpread", "Conv2D", "Conv2DInputGradient", "Conv2DWeightGradient", "MaxPool2D", "MaxPoolPull", "MaxPoolPush", "Sum"];

    /// <summary>What an operation computes in a form of a plan; none for a case that it does not come in that form for.</summary>
    private delegate Tensor<T>? Form<T>(Primitive operation, Tensor<T>[] x, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    [Theory]
    [MemberData(nameof(BySamples))]
    public void Some_samples_at_a_time_it_has_the_bits_of_its_naive_twin(string operation) => Holds(operation, PlannedKernels.InSamples, PlannedKernels.InSamples);

    [Theory]
    [MemberData(nameof(ByRows))]
    public void Some_rows_of_the_result_at_a_time_it_has_the_bits_of_its_naive_twin(string operation) => Holds(operation, PlannedKernels.InRows, PlannedKernels.InRows);

    [Theory]
    [MemberData(nameof(ByBlocks))]
    public void In_blocks_of_sixteen_samples_it_has_the_bits_of_its_naive_twin(string operation) => Holds(operation, PlannedKernels.InBlocks, PlannedKernels.InBlocks);

    private static void Holds(string operation, Form<float> inFloat, Form<double> inDouble)
    {
        int came = 0;
        Law.Holds(KernelCases.Of(operation), c =>
        {
            if (inFloat(c.Operation, c.Inputs<float>(), c.Seed) is null) return;
            came++;
            KernelLaws.Agrees<float>((o, x) => inFloat(o, x, c.Seed)!, c);
            KernelLaws.Agrees<double>((o, x) => inDouble(o, x, c.Seed)!, c);
        }, KernelCases.Smaller, tests: 80);
        Assert.True(came >= 3, $"of 80 cases of {operation} only {came} came in this form");
    }
}
