/// The tags that contributed most to a row, each with its share as a number and as a bar behind it.
struct TagChips {
  let shares: [TagShare]

  var html: String {
    shares.prefix(3).map { share in
      let percent = FigureText.decimal(min(max(share.share, 0), 1) * 100, 0)
      return "<span class=\"chip\" style=\"--share:\(percent)%\">\(HTMLText.name(share.tag)) \(percent) %</span>"
    }.joined(separator: " ")
  }
}
