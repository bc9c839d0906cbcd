using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;

namespace Hypernode.Content.Transfer;

/// <summary>Where a part lies in the layout every store shares.</summary>
internal static class PartPath
{
    public static string Of(ContentId id, ContentPart part) => StoreLayout.PathOf(
        part switch
        {
            ContentPart.Blob => StoreLayout.Blobs,
            ContentPart.Manifest => StoreLayout.Manifests,
            ContentPart.Leaves => StoreLayout.Leaves,
            _ => StoreLayout.Data,
        },
        id);

    /// <summary>Parts in the order a reader may rely on: the manifest last, since it makes the content visible.</summary>
    public static ContentPart[] Of(ContentCodec codec) =>
        codec == ContentCodec.Raw ? [ContentPart.Blob] : [ContentPart.Data, ContentPart.Leaves, ContentPart.Manifest];
}
