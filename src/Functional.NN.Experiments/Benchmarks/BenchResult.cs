namespace Functional.NN.Experiments;

/// <summary>What was measured of one case: one line.</summary>
/// <param name="Family">which kind of thing: <c>gemm</c></param>
/// <param name="Case">which of them</param>
/// <param name="Precision">its numbers</param>
/// <param name="Threads">on how many threads</param>
internal abstract record BenchResult(string Family, string Case, Precision Precision, int Threads);

/// <summary>What the machine can reach.</summary>
/// <param name="Precision">of which numbers</param>
/// <param name="Threads">on how many threads</param>
/// <param name="Instructions">by which instructions</param>
/// <param name="Flops">operations a second, two for each fused multiply-add</param>
internal sealed record PeakResult(Precision Precision, int Threads, string Instructions, double Flops) : BenchResult("peak", "fma", Precision, Threads);

/// <summary>What multiplies and adds.</summary>
/// <param name="Family">gemm or conv</param>
/// <param name="Case">the shape</param>
/// <param name="Precision">of which numbers</param>
/// <param name="Threads">on how many threads</param>
/// <param name="Seconds">of one call, in the best try</param>
/// <param name="Flops">operations a second</param>
/// <param name="PeakShare">against the best of the peaks measured between the tries</param>
internal sealed record ProductResult(string Family, string Case, Precision Precision, int Threads, double Seconds, double Flops, double PeakShare) : BenchResult(Family, Case, Precision, Threads);

/// <summary>What goes over elements.</summary>
/// <param name="Family">elementwise or optimizer</param>
/// <param name="Case">the function</param>
/// <param name="Precision">of which numbers</param>
/// <param name="Elements">how many</param>
/// <param name="SecondsPerElement">in the best try</param>
internal sealed record ElementResult(string Family, string Case, Precision Precision, int Elements, double SecondsPerElement) : BenchResult(Family, Case, Precision, 1);

/// <summary>Training.</summary>
/// <param name="Case">network and batch</param>
/// <param name="Threads">on how many threads</param>
/// <param name="Synthetic">whether the images were made up, because MNIST was not found</param>
/// <param name="Epochs">how many epochs were measured after the first one</param>
/// <param name="Steps">how many steps an epoch has</param>
/// <param name="Best">seconds of the best of them</param>
/// <param name="Median">seconds of the middle one</param>
/// <param name="First">seconds of the first one, with recording and planning</param>
/// <param name="SamplesPerSecond">in the best one</param>
/// <param name="PeakShare">the multiplications and additions of the best one against the peak measured just before</param>
/// <param name="BytesPerStep">allocated by a step after the first epoch</param>
/// <param name="BytesPerEpoch">allocated by an epoch after the first one, its end with its measures among it</param>
/// <param name="CollectionsPerEpoch">of memory, after the first epoch</param>
/// <param name="Eager">why steps were not planned, when they were not</param>
internal sealed record TrainResult(string Case, int Threads, bool Synthetic, int Epochs, int Steps, double Best, double Median, double First, double SamplesPerSecond, double PeakShare,
    double BytesPerStep, double BytesPerEpoch, double CollectionsPerEpoch, string? Eager) : BenchResult("train", Case, Precision.Float, Threads);

/// <summary>Steps that leave the last state as it is, against steps that overwrite it.</summary>
/// <param name="Case">network and batch</param>
/// <param name="Threads">on how many threads</param>
/// <param name="Synthetic">whether the images were made up, because MNIST was not found</param>
/// <param name="Epochs">how many epochs were measured each way</param>
/// <param name="Best">seconds of the best epoch that leaves states as they are</param>
/// <param name="BestInPlace">seconds of the best epoch in place</param>
/// <param name="Ratio">the median of the ratios of epochs that ran one after the other</param>
/// <param name="SameBits">whether both reached the same θ</param>
internal sealed record InPlaceResult(string Case, int Threads, bool Synthetic, int Epochs, double Best, double BestInPlace, double Ratio, bool SameBits) : BenchResult("train", Case, Precision.Float, Threads);

/// <summary>Runs that keep a record, against runs that do not.</summary>
/// <param name="Case">the network</param>
/// <param name="Threads">on how many threads</param>
/// <param name="Synthetic">whether it trained on drawn digits, because MNIST was not found</param>
/// <param name="Epochs">how many epochs a run has</param>
/// <param name="Seconds">what a run without a record takes: the median of its epochs, times their number, and the median of the rest</param>
/// <param name="OfEpoch">by how many seconds the median of the epochs beside which a state is saved is longer</param>
/// <param name="OfRun">by how many that of the rest is: what the record costs once a run</param>
/// <param name="ProcessorRatio">the median of the ratios of the time of all processors, on which what else the machine does counts less</param>
/// <param name="SameBits">whether all reached the same θ</param>
internal sealed record RecordResult(string Case, int Threads, bool Synthetic, int Epochs, double Seconds, double OfEpoch, double OfRun, double ProcessorRatio, bool SameBits) : BenchResult("record", Case, Precision.Float, Threads)
{
    /// <summary>How much longer a run with a record takes.</summary>
    public double Ratio => 1 + (OfRun + (Epochs - 1) * OfEpoch) / Seconds;
}
