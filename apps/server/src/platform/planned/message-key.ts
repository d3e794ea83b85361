/** The dedupe keys of all messages about a campaign begin so: who was told of it is found by this. */
export const campaignKey = (campaignId: string) => `campaign:${campaignId}:`;
