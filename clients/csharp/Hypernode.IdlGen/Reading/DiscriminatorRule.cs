using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Reading;

/// <summary>Discriminators must tell every item of a list from every other; where one begins another, the longer is tried first.</summary>
internal static class DiscriminatorRule
{
    private const int MaxLength = 32;

    /// <exception cref="IdlException">One is empty, too long, or that of another.</exception>
    public static void Check(IReadOnlyList<IdlDiscriminated> items)
    {
        foreach (var item in items)
        {
            if (item.Discriminator.Length is 0 or > MaxLength)
            {
                throw Refuse(item, $"the discriminator of {item.Name} has {item.Discriminator.Length} bytes: 1 to {MaxLength} are expected");
            }

            var other = items.FirstOrDefault(other => other != item && item.Discriminator.AsSpan().SequenceEqual(other.Discriminator));
            if (other is not null)
            {
                throw Refuse(item, $"{other.Name} and {item.Name} have the same discriminator");
            }
        }
    }

    private static IdlException Refuse(IdlDiscriminated item, string message) =>
        new(IdlFault.DiscriminatorClash, $"{item.Path}.discriminator", message);
}
