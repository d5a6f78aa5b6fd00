using System.Net;
using System.Net.Http.Headers;

namespace Functional.NN.Experiments;

/// <summary>Fetches a file over HTTP; what an earlier try left is kept and only the rest asked for (RFC 9110, section 14).</summary>
/// <remarks>
/// The rest is put behind the part only when the server says that it is the rest of the same version of the file: <c>If-Range</c> with its entity tag or date. Where it gives neither, the part is gone on with only if there is a check
/// of the whole. A server that knows no ranges, or has another version by now, sends all of it anew. The file has its name only when it is whole and right.
/// </remarks>
internal sealed class Download(HttpClient http, DownloadRequest request, Action<DownloadProgress>? watch, CancellationToken cancellation)
{
    private const int Stretch = 1 << 16;

    private static readonly HttpStatusCode[] NotOffered = [HttpStatusCode.NotFound, HttpStatusCode.Gone, HttpStatusCode.Forbidden];   // stores answer 403 where there is nothing, so as not to tell

    /// <summary>Fetches the file and gives it its name; false when the server has no such file, or gives it to nobody.</summary>
    /// <exception cref="DataException">It cannot be fetched or is not the one that was wanted; what has come of it is kept unless it is wrong.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what has come is kept.</exception>
    public async Task<bool> Run()
    {
        try
        {
            using var part = PartFile.Open(request.To);
            var fetched = await Fetch(part, fromStart: false).ConfigureAwait(false);
            if (fetched == Fetched.Continued && Fault(part) is not null) fetched = await Fetch(part, fromStart: true).ConfigureAwait(false);
            if (fetched == Fetched.Nothing) return false;
            if (Fault(part) is { } fault)
            {
                part.Begin(null);
                throw new DataException($"{request.From}: this is not the file that is wanted: {fault}. Nothing of it is kept; another mirror may have the right one.");
            }
            part.Finish();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{request.To}: the file cannot be written; the system says: {e.Message}", e);
        }
    }

    /// <summary>Fetches what is missing.</summary>
    private async Task<Fetched> Fetch(PartFile part, bool fromStart)
    {
        if (fromStart) part.Begin(null);
        long have = Usable(part);
        using var response = await Answer(part, have).ConfigureAwait(false);
        var range = response.Content.Headers.ContentRange;
        if (have > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return range?.Length == have ? Fetched.Continued : await Fetch(part, fromStart: true).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.PartialContent)
            return have > 0 && range?.From == have ? await Copy(response, part, Fetched.Continued).ConfigureAwait(false)
                : have > 0 ? await Fetch(part, fromStart: true).ConfigureAwait(false)
                : throw new DataException($"{request.From}: the server sent a piece of the file though all of it was asked for.");
        if (NotOffered.Contains(response.StatusCode)) return Fetched.Nothing;
        if (response.StatusCode != HttpStatusCode.OK) throw new DataException(Invariant.Text($"{request.From}: the server answered {(int)response.StatusCode} {response.ReasonPhrase}, and no file."));
        part.Begin(PartSource.Of(request.From, response));
        return await Copy(response, part, Fetched.Anew).ConfigureAwait(false);
    }

    /// <summary>How many bytes of the part can be gone on with.</summary>
    private long Usable(PartFile part) =>
        part.Source is { } source && source.From == request.From.AbsoluteUri && (source.Condition is not null || request.Fault is not null) ? part.Length : 0;

    private async Task<HttpResponseMessage> Answer(PartFile part, long have)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.From);
        if (have > 0) (message.Headers.Range, message.Headers.IfRange) = (new RangeHeaderValue(have, null), part.Source?.Condition);
        return await Patiently(part, token => http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token)).ConfigureAwait(false);
    }

    private async Task<Fetched> Copy(HttpResponseMessage response, PartFile part, Fetched how)
    {
        long? length = response.Content.Headers.ContentLength + part.Length;
        watch?.Invoke(new(request.Name, part.Length, length));
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var bytes = new byte[Stretch];
        while (await Patiently(part, async token => await stream.ReadAsync(bytes, token).ConfigureAwait(false)).ConfigureAwait(false) is > 0 and int read)
        {
            part.Append(bytes.AsSpan(0, read));
            watch?.Invoke(new(request.Name, part.Length, length));
        }
        return how;
    }

    /// <summary>Waits for the server, but not for ever; whatever goes wrong is one sentence.</summary>
    private async Task<TResult> Patiently<TResult>(PartFile part, Func<CancellationToken, Task<TResult>> wait)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(request.Patience);
        try
        {
            return await wait(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new DataException(Invariant.Text($"{request.From}: nothing came for {request.Patience.TotalSeconds:0.#} s.{Kept(part)}"), e);
        }
        catch (HttpRequestException e)
        {
            throw new DataException($"{request.From}: no connection ({Innermost(e).TrimEnd('.')}).{Kept(part)}", e);
        }
        catch (IOException e)
        {
            throw new DataException($"{request.From}: the connection ended before the file did ({Innermost(e).TrimEnd('.')}).{Kept(part)}", e);
        }
    }

    private string? Fault(PartFile part) => request.Fault is { } fault ? part.Fault(fault) : null;

    private static string Kept(PartFile part) => part.Length == 0 ? "" : Invariant.Text($" {part.Length} bytes are kept in {part.Path}; the same command goes on from there.");

    private static string Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e.Message;

    /// <summary>What has come: nothing, the rest of an earlier try, or all of it.</summary>
    private enum Fetched
    {
        Nothing,
        Continued,
        Anew,
    }
}
