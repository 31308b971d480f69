import NIOCore
import NIOTLS

/// Keeps what a client asked for until the answers come. Lives on one event loop.
final class LedgerClientHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private struct Submission {
    let promise: EventLoopPromise<LedgerClient.Receipt>
    let wantsProof: Bool
    var receipt = LedgerClient.Receipt(indices: [], proofs: [])
    var missing: Int
  }

  private let opened: EventLoopPromise<NIOLoopBound<LedgerClientHandler>>
  private var context: ChannelHandlerContext?
  private var submissions: [UInt64: Submission] = [:]
  private var questions: [UInt64: EventLoopPromise<[UInt8]>] = [:]
  private var last: UInt64 = 0

  init(opened: EventLoopPromise<NIOLoopBound<LedgerClientHandler>>) { self.opened = opened }

  func submit(_ entries: [[UInt8]], wantsProof: Bool) -> EventLoopFuture<LedgerClient.Receipt> {
    guard let context else { return opened.futureResult.eventLoop.makeFailedFuture(TransportError.disconnected) }
    last += 1
    let promise = context.eventLoop.makePromise(of: LedgerClient.Receipt.self)
    submissions[last] = Submission(promise: promise, wantsProof: wantsProof, missing: wantsProof ? entries.count : 0)
    write(.submit(request: last, entries: entries, wantsProof: wantsProof), context)
    return promise.futureResult
  }

  func askForStatus() -> EventLoopFuture<[UInt8]> {
    guard let context else { return opened.futureResult.eventLoop.makeFailedFuture(TransportError.disconnected) }
    last += 1
    let promise = context.eventLoop.makePromise(of: [UInt8].self)
    questions[last] = promise
    write(.statusRequest(request: last), context)
    return promise.futureResult
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? TLSUserEvent, case .handshakeCompleted = event {
      self.context = context
      opened.succeed(NIOLoopBound(self, eventLoop: context.eventLoop))
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard let frame = try? NodeFrame(Array(buffer: unwrapInboundIn(data))) else { return context.close(promise: nil) }
    switch frame {
    case .final(let number, let indices):
      submissions[number]?.receipt.indices = indices
      finish(number)
    case .proof(let number, let position, let text): proven(number, Int(position), text)
    case .refused(let number, let reason):
      submissions.removeValue(forKey: number)?.promise.fail(TransportError.refused(reason: reason))
    case .status(let number, let json): questions.removeValue(forKey: number)?.succeed(json)
    default: context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    opened.fail(TransportError.disconnected)
    for submission in submissions.values { submission.promise.fail(TransportError.disconnected) }
    for question in questions.values { question.fail(TransportError.disconnected) }
    submissions = [:]
    questions = [:]
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    opened.fail(error)
    context.close(promise: nil)
  }

  private func proven(_ number: UInt64, _ position: Int, _ text: [UInt8]) {
    guard var submission = submissions[number], submission.missing > 0 else { return }
    if submission.receipt.proofs.isEmpty {
      submission.receipt.proofs = Array(repeating: "", count: submission.missing)
    }
    guard submission.receipt.proofs.indices.contains(position) else { return }
    submission.receipt.proofs[position] = String(decoding: text, as: UTF8.self)
    submission.missing -= 1
    submissions[number] = submission
    finish(number)
  }

  private func finish(_ number: UInt64) {
    guard let submission = submissions[number], submission.missing == 0, !submission.receipt.indices.isEmpty else {
      return
    }
    submissions[number] = nil
    submission.promise.succeed(submission.receipt)
  }

  private func write(_ frame: NodeFrame, _ context: ChannelHandlerContext) {
    context.writeAndFlush(NIOAny(FrameDecoder.frame(frame.encoded)), promise: nil)
  }
}
