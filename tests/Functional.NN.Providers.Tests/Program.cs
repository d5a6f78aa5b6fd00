namespace Functional.NN.Providers.Tests;

/// <summary>What a test asks of a process of its own: to load a library with settings and print what it says, or the sentence of the refusal.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            Console.WriteLine(Answer(args));
            return 0;
        }
        catch (NNException e)
        {
            Console.WriteLine(e.Message);
            return 2;
        }
    }

    private static string Answer(string[] args) => args switch
    {
        ["managed"] => Backend.Managed.Description,
        ["mkl"] => MklBackend.Load().Description,
        ["mkl", var branch] => MklBackend.Load(new MklOptions(Branch: Enum.Parse<MklBranch>(branch))).Description,
        ["mkl-threads", var threads] => Multiplied(MklBackend.Load(MklOptions.WithThreads(int.Parse(threads, null)))),
        ["mkl-sequential", var threads] => MklBackend.Load(new MklOptions(MklThreading.Sequential, int.Parse(threads, null))).Description,
        ["openblas"] => Multiplied(OpenBlasBackend.Load()),
        ["openblas-again"] => BeforeAndAgain(NativeCode.Load(NativeProduct.OpenBlas)),
        _ => throw new NNException($"Nobody asks {string.Join(' ', args)}."),
    };

    private static string Multiplied(Backend backend)
    {
        Operands<float> few = Operands<float>.Random(65, 130, 33), many = Operands<float>.Random(300, 200, 310);
        Assert.Equal(0, few.Distance(few.Product(backend)), 1e-4);
        Assert.Equal(0, many.Distance(many.Product(backend)), 1e-4);
        return backend.Description;
    }

    private static string BeforeAndAgain(NativeCode code) => $"{CoreType.Of(code)} {CoreType.Of(CoreType.Again(code))}";
}
