/** Which car a message of an owner speaks of; the messaging side provides it. */
export abstract class MessageOrigin {
  /** Null if the message does not exist, is somebody else's, or is about no car. */
  abstract vehicleOf(ownerId: string, messageId: string): Promise<string | null>;
}
