namespace Functional.NN;

/// <summary>An initialiser of mean 0 whose standard deviation follows from the fans.</summary>
internal interface IScaledInitializer : IInitializer
{
    InitialDistribution Distribution { get; }

    double StandardDeviation(Fans fans);
}
