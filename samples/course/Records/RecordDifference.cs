namespace Functional.NN.Course;

/// <summary>Where two records of the course differ, in sentences.</summary>
public static class RecordDifference
{
    /// <summary>What is other now than in a record; nothing where every bit is the same.</summary>
    /// <param name="now">what was run; samples that it lacks do not matter</param>
    /// <param name="kept">what it is compared with</param>
    public static IEnumerable<string> Of(CourseRecord now, CourseRecord kept)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(kept);
        return now.Samples.SelectMany(sample => kept.Samples.FirstOrDefault(other => other.Name == sample.Name) is { } other ? Of(sample, other) : [$"{sample.Name}: the record does not have this sample."]);
    }

    private static IEnumerable<string> Of(SampleRecord now, SampleRecord kept)
    {
        if (now.Sha256 == kept.Sha256) return [];
        return
        [
            .. now.Claims.Where(claim => kept.Claims.All(other => other.Name != claim.Name)).Select(claim => $"{claim.Name}: the record does not have this claim."),
            .. kept.Claims.Where(claim => now.Claims.All(other => other.Name != claim.Name)).Select(claim => $"{claim.Name}: only the record has this claim."),
            .. now.Claims.SelectMany(claim => kept.Claims.Where(other => other.Name == claim.Name).SelectMany(other => Of(claim, other))),
            .. now.Exhibits.SequenceEqual(kept.Exhibits) ? [] : new[] { $"{now.Name}: {string.Join(", ", now.Exhibits.Except(kept.Exhibits).Concat(kept.Exhibits.Except(now.Exhibits)).Select(exhibit => $"\"{exhibit.Title}\"").Distinct())} not as in the record." },
            .. (now.Title, now.Source) == (kept.Title, kept.Source) ? [] : new[] { $"{now.Name}: title or source not as in the record." },
        ];
    }

    private static IEnumerable<string> Of(Claim now, Claim kept)
    {
        if (now.Statement != kept.Statement) yield return $"{now.Name}: the statement is \"{now.Statement}\", in the record \"{kept.Statement}\".";
        if (now.Verdict != kept.Verdict) yield return $"{now.Name}: {now.Verdict.Words()}, in the record: {kept.Verdict.Words()}.";
        if (now.Figure != kept.Figure) yield return $"{now.Name}: \"{now.Figure}\", in the record \"{kept.Figure}\".";
        if (!now.Numbers.SequenceEqual(kept.Numbers)) yield return $"{now.Name}: the numbers' bits are not those of the record ({string.Join(", ", now.Numbers.Where(number => !kept.Numbers.Contains(number)).Select(number => Written.Of($"{number.Name} {number.Value:R}")))}).";
    }
}
