using System.Globalization;

namespace Functional.NN.Tests;

/// <summary>Something done under another culture of the thread.</summary>
internal static class Cultures
{
    public static T Under<T>(string name, Func<T> what)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            return what();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
