using System.Runtime.InteropServices;
using System.Text;

namespace Functional.NN.Providers;

/// <summary>The functions of libmkl_rt that set it up and tell of it.</summary>
internal sealed unsafe class MklService(NativeCode code)
{
    private const int SizesOf32Bits = 0, BranchQuestion = 1;

    private readonly delegate* unmanaged<int, int> _setInterfaceLayer = (delegate* unmanaged<int, int>)code.Function("MKL_Set_Interface_Layer");
    private readonly delegate* unmanaged<int, int> _setThreadingLayer = (delegate* unmanaged<int, int>)code.Function("MKL_Set_Threading_Layer");
    private readonly delegate* unmanaged<int, int> _setBranch = (delegate* unmanaged<int, int>)code.Function("MKL_CBWR_Set");
    private readonly delegate* unmanaged<int, int> _getBranch = (delegate* unmanaged<int, int>)code.Function("MKL_CBWR_Get");
    private readonly delegate* unmanaged<int, void> _setDynamic = (delegate* unmanaged<int, void>)code.Function("MKL_Set_Dynamic");
    private readonly delegate* unmanaged<int, void> _setThreads = (delegate* unmanaged<int, void>)code.Function("MKL_Set_Num_Threads");
    private readonly delegate* unmanaged<int> _getThreads = (delegate* unmanaged<int>)code.Function("MKL_Get_Max_Threads");
    private readonly delegate* unmanaged<Version*, void> _getVersion = (delegate* unmanaged<Version*, void>)code.Function("MKL_Get_Version");
    private readonly delegate* unmanaged<byte*, int, void> _getVersionText = (delegate* unmanaged<byte*, int, void>)code.Function("MKL_Get_Version_String");

    /// <summary>The file it lies in, as far as the system says.</summary>
    public string File { get; } = ProcessSymbols.FileOf(code.Function("MKL_Get_Version")) ?? code.Name;

    public bool SetInterface() => _setInterfaceLayer(SizesOf32Bits) == SizesOf32Bits;

    public bool SetThreading(MklThreading threading) => _setThreadingLayer(Layer(threading)) == Layer(threading);

    /// <summary>Sets the branch; false where MKL refuses it.</summary>
    public bool SetBranch(MklBranch branch) => _setBranch((int)branch) == 0;

    /// <summary>The branch that is set, read back.</summary>
    public MklBranch Branch => (MklBranch)_getBranch(BranchQuestion);

    /// <summary>Exactly so many threads, without MKL choosing fewer.</summary>
    public void SetThreads(int threads)
    {
        _setDynamic(0);
        _setThreads(threads);
    }

    public int Threads => _getThreads();

    /// <summary>The version in words, without the words about what it is for.</summary>
    public string VersionText
    {
        get
        {
            Span<byte> text = stackalloc byte[256];
            fixed (byte* to = text) _getVersionText(to, text.Length);
            string all = Encoding.ASCII.GetString(text[..Math.Max(0, text.IndexOf((byte)0))]);
            int what = all.IndexOf(" for Intel", StringComparison.Ordinal);
            return what < 0 ? all.Trim() : all[..what];
        }
    }

    /// <summary>The processors whose code MKL says it uses.</summary>
    public string CodePath
    {
        get
        {
            Version version;
            _getVersion(&version);
            return Marshal.PtrToStringUTF8(version.Processor) ?? "unknown processors";
        }
    }

    private static int Layer(MklThreading threading) => threading == MklThreading.Sequential ? 1 : 3;

    [StructLayout(LayoutKind.Sequential)]
    private struct Version
    {
        public int Major, Minor, Update;
        public nint Status, Build, Processor, Platform;
    }
}
