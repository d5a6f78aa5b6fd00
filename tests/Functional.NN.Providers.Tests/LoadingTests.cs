using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Providers.Tests;

/// <summary>What is said when a library is missing, broken or not what its name says; every case in a process of its own.</summary>
public sealed class LoadingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("functional-nn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxFact]
    public void A_missing_file_is_named_with_the_command_that_installs_it()
    {
        string path = Path.Combine(_folder, "libmkl_rt.so");
        Assert.Equal($"Intel MKL was not loaded; tried as FNN_MKL_PATH says {path} (not there). Install it: apt-get install libmkl-rt (Debian, component non-free), or pip install mkl; or set FNN_MKL_PATH to its file or folder.",
            Child.Refusal("mkl", ("FNN_MKL_PATH", path)));
    }

    [LinuxFact]
    public void An_empty_folder_is_told_with_all_names_that_were_looked_for()
    {
        string said = Child.Refusal("openblas", ("FNN_OPENBLAS_PATH", _folder));
        Assert.Contains($"{_folder}/libopenblas.so.0 (not there), {_folder}/libopenblas.so (not there). Install it: apt-get install libopenblas0-pthread", said, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_text_file_is_no_library()
    {
        File.WriteAllText(Path.Combine(_folder, "libmkl_rt.so"), "This is not a library, whatever its name says; it is longer than a header of one would be.\n");
        Assert.Contains($"{_folder}/libmkl_rt.so (invalid ELF header)", Child.Refusal("mkl", ("FNN_MKL_PATH", _folder)), StringComparison.Ordinal);
    }

    [LinuxFact]
    public void An_empty_file_is_no_library()
    {
        File.WriteAllText(Path.Combine(_folder, "libopenblas.so.0"), "");
        Assert.Contains($"{_folder}/libopenblas.so.0 (file too short)", Child.Refusal("openblas", ("FNN_OPENBLAS_PATH", _folder)), StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_library_of_another_architecture_is_refused()
    {
        byte[] other = new byte[4096];
        ((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 40, 0, 1]).CopyTo(other);
        File.WriteAllBytes(Path.Combine(_folder, "libmkl_rt.so"), other);
        Assert.Contains($"{_folder}/libmkl_rt.so (wrong ELF class", Child.Refusal("mkl", ("FNN_MKL_PATH", _folder)), StringComparison.Ordinal);
    }

    [LinuxFact]
    public void Another_library_under_the_name_is_refused()
    {
        string own = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so").Single();
        File.Copy(own, Path.Combine(_folder, "libmkl_rt.so"));
        Assert.Contains("is not Intel MKL, or an incomplete one: it has no function MKL_", Child.Refusal("mkl", ("FNN_MKL_PATH", _folder)), StringComparison.Ordinal);
        Assert.Contains("is not OpenBLAS", Child.Refusal("openblas", ("FNN_OPENBLAS_PATH", own)), StringComparison.Ordinal);
    }

    [MklFact]
    public void A_part_of_MKL_that_is_broken_is_named_before_MKL_ends_the_process()
    {
        File.Copy(MklBackend.Load().File, Path.Combine(_folder, "libmkl_rt.so"));
        File.WriteAllText(Path.Combine(_folder, "libmkl_core.so"), "");
        Assert.Contains($"Intel MKL is incomplete: {_folder}/libmkl_rt.so needs libmkl_core.so beside it (file too short)", Child.Refusal("mkl", ("FNN_MKL_PATH", _folder)), StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_library_that_is_nowhere_is_not_found()
    {
        var nowhere = NativeProduct.Mkl with { Variable = "FNN_NOBODY_SETS_THIS", Linux = ["libnobody_has_this.so", "libnobody_has_this.so.2"] };
        Assert.StartsWith("Intel MKL was not loaded; tried libnobody_has_this.so (not found), libnobody_has_this.so.2 (not found). Install it: ",
            Assert.Throws<BackendException>(() => NativeCode.Load(nowhere)).Message, StringComparison.Ordinal);
    }

    [MklFact]
    public void MKL_tells_its_version_its_file_its_threads_and_its_branch()
    {
        string said = Child.Answer("mkl");
        Assert.Matches("^Intel.* (Version|Math Kernel Library).* from .*mkl_rt.*; sequential, 1 thread; branch Auto, code for .+$", said);
        Assert.Equal(said, MklBackend.Load().Description);
    }

    [MklFact]
    public void The_branch_is_the_one_that_was_asked_for_and_read_back() => Assert.Contains("branch Compatible,", Child.Answer("mkl Compatible"), StringComparison.Ordinal);

    [MklFact]
    public void A_branch_for_Intels_processors_is_read_back_there_and_refused_on_others()
    {
        var (code, said) = Child.Run("mkl Avx2");
        Assert.Contains(code == 0 ? "branch Avx2, code for" : "the branch Avx2 is refused on this processor", said, StringComparison.Ordinal);
    }

    [MklFact]
    public void MKL_works_on_several_threads_with_GNU_OpenMP() => Assert.Contains("GNU OpenMP, 2 threads", Child.Answer("mkl-threads 2"), StringComparison.Ordinal);

    [MklFact]
    public void What_the_environment_says_of_threads_and_branches_does_not_count() =>
        Assert.Contains("sequential, 1 thread; branch Auto", Child.Answer("mkl", ("MKL_THREADING_LAYER", "INTEL"), ("MKL_NUM_THREADS", "4"), ("MKL_CBWR", "COMPATIBLE")), StringComparison.Ordinal);

    [MklFact]
    public void Sequential_is_one_thread() =>
        Assert.Equal("Intel MKL: 3 threads need MklThreading.Gnu; sequential is one. MklOptions.WithThreads(3) says both.", Child.Refusal("mkl-sequential 3"));

    [MklFact]
    public void One_process_has_one_setting()
    {
        Assert.Same(MklBackend.Load(), MklBackend.Load(new MklOptions()));
        Assert.Null(MklBackend.TryLoad(out string? reason, MklOptions.WithThreads(2)));
        Assert.Equal("Intel MKL is in use with MklOptions(Sequential, 1, Auto), asked for with MklOptions(Gnu, 2, Auto); one process has one setting.", reason);
    }

    [OpenBlasFact]
    public void OpenBLAS_tells_its_version_its_file_its_threads_and_its_code()
    {
        string said = Child.Answer("openblas");
        Assert.Matches("^OpenBLAS .* from .*openblas.*; 1 thread; code for .+$", said);
        if (Avx512F.IsSupported) Assert.Matches("code for (SkylakeX|Cooperlake|Sapphirerapids)", said);
    }

    [OpenBlasFact]
    public void OpenBLAS_that_takes_the_processor_for_an_older_one_is_told_of_AVX_512()
    {
        string said = Child.Answer("openblas-again", (CoreType.Variable, "Haswell"));
        Assert.Equal(Avx512F.IsSupported ? "Haswell SkylakeX" : "Haswell Haswell", said);
    }

    [OpenBlasFact]
    public void What_the_user_tells_OpenBLAS_stays() => Assert.EndsWith("code for Haswell (as OPENBLAS_CORETYPE says)", Child.Answer("openblas", (CoreType.Variable, "Haswell")), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "")]
    [InlineData("DOTNET_EnableAVX512", "AVX-512")]
    [InlineData("DOTNET_EnableAVX2", "AVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic", "AVX")]
    public void The_managed_one_says_by_which_instructions(string switchedOff, string withoutThem)
    {
        string said = Child.Answer("managed", (switchedOff.Length == 0 ? "FNN_NOTHING" : switchedOff, "0"));
        Assert.Matches("^built in, .+; the same bits on every machine$", said);
        if (withoutThem.Length > 0) Assert.DoesNotContain(withoutThem, said, StringComparison.Ordinal);
    }
}
