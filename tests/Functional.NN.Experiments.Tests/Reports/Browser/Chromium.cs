using System.Collections.ObjectModel;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>A browser without a window, begun when the first page is opened.</summary>
public sealed class Chromium : IDisposable
{
    private static readonly string[] Flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars"];

    private static readonly string Script = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "page-faults.js"));

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("fnn-chromium-");
    private readonly Lazy<ChromeDriver> _driver;

    public Chromium() => _driver = new(Begun);

    /// <summary>Everything that is wrong with a page at a width and in a colour scheme; nothing when it is in order.</summary>
    /// <param name="file">the page</param>
    /// <param name="width">of the window</param>
    /// <param name="dark">whether the reader's system is dark</param>
    /// <param name="print">whether it is printed, which is on light paper whatever the system</param>
    public IReadOnlyList<string> Faults(string file, int width, bool dark, bool print = false)
    {
        var driver = _driver.Value;
        driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new() { ["media"] = print ? "print" : "", ["features"] = new[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" } } });
        driver.Navigate().GoToUrl(new Uri(file).AbsoluteUri);
        var found = (ReadOnlyCollection<object>)driver.ExecuteScript($"{Script}\nreturn pageFaults({(dark && !print ? "true" : "false")}, {(print ? "true" : "false")});")!;
        return [.. driver.Manage().Logs.GetLog(LogType.Browser).Select(entry => $"console: {entry.Message}"), .. found.Select(fault => (string)fault)];
    }

    public void Dispose()
    {
        if (_driver.IsValueCreated) _driver.Value.Dispose();
        _profile.Delete(recursive: true);
    }

    private ChromeDriver Begun()
    {
        var options = new ChromeOptions { BinaryLocation = ChromiumFactAttribute.Browser };
        options.AddArguments([.. Flags, $"--user-data-dir={_profile.FullName}"]);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(ChromiumFactAttribute.Driver), Path.GetFileName(ChromiumFactAttribute.Driver));
        service.SuppressInitialDiagnosticInformation = true;
        return new ChromeDriver(service, options, TimeSpan.FromMinutes(2));
    }
}
