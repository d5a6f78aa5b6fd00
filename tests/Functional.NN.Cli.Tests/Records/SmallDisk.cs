using System.Diagnostics;

namespace Functional.NN.Cli.Tests;

/// <summary>A disk in memory of a few kilobytes, which can be enlarged and made read-only.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Such a disk; none where the system does not let this user mount one.</summary>
    public static SmallDisk? Mount(int kilobytes)
    {
        string path = Directory.CreateTempSubdirectory("fnn-disk-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", path)) return new SmallDisk(path);
        Directory.Delete(path);
        return null;
    }

    public void Enlarge(int kilobytes) => Assert.True(Run("mount", "-o", $"remount,rw,size={kilobytes}k", Path));

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

    public void Dispose()
    {
        Assert.True(Run("umount", "-l", Path));
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that needs a small disk; skipped by name where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        using var disk = SmallDisk.Mount(16);
        return disk is not null;
    });

    public SmallDiskFactAttribute()
    {
        if (!CanMount.Value) Skip = "Here no tmpfs can be mounted (it takes Linux and the right to mount).";
    }
}
