namespace Functional.NN.Properties.Contract;

/// <summary>Which law looks at which class of the engine room, so that a kernel without one shows.</summary>
public class KernelCoverage
{
    /// <summary>Classes by the laws that compare them with a naive twin or, where there is none, with what defines them.</summary>
    private static readonly Dictionary<Type, string> Laws = new()
    {
        [typeof(KernelLaws)] = """
            Arrangement BroadcastLoop Elementwise MatrixProduct NarrowRows Normalization Convolution Pooling Reduction SumLoop PoolWindows TapStretch TapTable SampleBlocks Transposition
            Kernel BinaryKernel BroadcastKernel ConcatKernel FirstLargestKernel ForwardKernel GatherKernel LogSoftmaxKernel LookupKernel LookupTransposedKernel MaxAlongKernel OneHotKernel PadKernel PowerKernel ProductKernel
            ReverseKernel ScalarKernel ScatterAddKernel SliceKernel SoftmaxKernel SumKernel TransposeKernel UnaryKernel WhereKernel WindowSumKernel
            """,
        [typeof(PlannedKernelLaws)] = "OperationKernels SeenShapes ColumnSumKernel ChannelSumKernel CorrelationKernel WeightGradientKernel LargestKernel LargestPushKernel LargestPullKernel MeanKernel SpreadKernel",
        [typeof(LayoutKernelLaws)] = "CopyKernel PackKernel UnpackKernel ClearedKernel",
        [typeof(VectorWidthLaws)] = "ChainTile TilePlace Correlation TapSums LargestCells WindowMeans WideLanes UsualLanes WeightFactors BiasedFactors RectifiedFactors CellFactors WideElements UsualElements",
        [typeof(ProductLaws)] = "BackendProductKernel Blocks Panel Rectangle Tile Lanes128 Lanes256 Lanes512 SingleLane Steps Scratch Number Fused",
        [typeof(ReductionLaws)] = "ColumnSums GradientSpans GradientSquares DotProduct SampleStatistics ContiguousProduct",
        [typeof(StripLaws)] = "StripKernel SummedStripsKernel StripLoop StripProgram StripOperand BothSoftmaxesKernel",
        [typeof(OptimizerStepLaws)] = """
            OptimizerPass FusedStep ElementwiseRun GradientRun WrapperRun ValueRun RunningOptimizer RunningStep RunningVectors WholeGradient LayoutRanges RangeWork AdamMoments MovingAverage ScaledRule
            StateSpans StateElements StepRange UnitNorms
            """,
        [typeof(ElementaryWidthLaws)] = "Elementary ElementaryMap OneDouble FourDoubles EightDoubles DoubleDouble LongReduction",
        [typeof(RandomNumberLaws)] = "NormalNumbers Threefry ThreefryBlocks WordStream OneWord FourWords EightWords InOrder ByHalves OnesBelow",
        [typeof(DataKernelLaws)] = "ByteSamples ByteStore IdxNumbers ImageChanges DecisionCounts",
        [typeof(SmallMatrixLaws)] = "Householder SymmetricMatrix LinearLeastSquares",
        [typeof(Diagnostics.DiagnosticLaws)] = "Lanczos RitzValues TridiagonalMatrix HessenbergMatrix",
        [typeof(ShardLaws)] = "ShardSink",
        [typeof(EngineLaws)] = """
            Plan PlanMemory PlanOperation StepGraph StepResults RecordedStep RecordedPrediction Node NamedNode MeasureNode Value Operand Address Phase PhaseWork PiecesWork SamplesWork ReadingWork GradientWork BlockGradient
            GradientSink UpdateSink VectorSink RunningNumbers Shelf Pinned Probe Instruction KernelInstruction DrawInstruction DrawOnceInstruction
            FusionPass LayoutPass MemoryPass PartsPass PhasePass RecomputePass StripPass SumPass
            """,
    };

    /// <summary>Classes that no law here looks at, and where they are looked at instead.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["AffineMap"] = "AugmentationTests: a map of pixels, warped by ImageChanges",
        ["DisplacementMap"] = "AugmentationTests: a map of pixels, warped by ImageChanges",
        ["BlockedConvolution"] = "BlockedConvolutionTests: what a benchmark measures",
        ["Crew"] = "CrewTests: threads, no numbers",
        ["Experience"] = "CrewTests: times, no numbers",
        ["Work"] = "CrewTests: what threads share",
        ["IdxBytes"] = "IdxFileTests and a corpus of broken files",
        ["LinearizedProblem"] = "NonlinearLeastSquaresTests and the certified values of NIST",
        ["SampleSource"] = "SourceTests: the same samples as the pure dataset",
        ["TensorSource"] = "SourceTests: the same samples as the pure dataset",
        ["ByteSource"] = "SourceTests: the same samples as the pure dataset",
        ["ChosenSource"] = "SourceTests: the same samples as the pure dataset",
        ["StrokeRaster"] = "SyntheticStrokeTests: pinned images",
        ["PenSegment"] = "SyntheticStrokeTests: pinned images",
        ["Ink"] = "SyntheticStrokeTests: pinned images",
    };

    [Fact]
    public void Every_class_of_the_engine_room_has_a_law_or_a_reason_to_have_none()
    {
        string[] all = [.. typeof(Network).Assembly.GetTypes().Where(IsOfTheEngineRoom).Select(type => type.Name.Split('`')[0]).Distinct()];
        string[] named = [.. Laws.Values.SelectMany(names => names.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)), .. Elsewhere.Keys];
        Assert.Equal("", string.Join(" ", all.Except(named)));
        Assert.Equal("", string.Join(" ", named.Except(all)));
        Assert.Equal(named.Distinct(), named);
    }

    private static bool IsOfTheEngineRoom(Type type) =>
        type.Namespace is { } space && (space == "Functional.NN.Kernels" || space.StartsWith("Functional.NN.Kernels.", StringComparison.Ordinal)) && type is { IsNested: false, IsInterface: false, IsEnum: false };
}
